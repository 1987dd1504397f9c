using System.Numerics;
using Glip.Core;

namespace Glip.Testing;

/// <summary>A camera that moves over a large scene made from a seed: it is known where it looks, to a fraction of a pixel.</summary>
public sealed class MovingCamera
{
    private const int SceneScale = 2; // the scene is so many times wider and higher than a picture

    private readonly FramePool _pool;
    private readonly Random _random;
    private readonly ImageSize _sceneSize;
    private readonly float[] _scene;
    private readonly List<PassingThing> _things = [];
    private long _index;

    /// <param name="seed">The same seed gives the same frames.</param>
    /// <param name="size">Size of the pictures.</param>
    public MovingCamera(int seed, ImageSize size)
    {
        (_random, Size, _sceneSize) = (new Random(seed), size, new(size.Width * SceneScale, size.Height * SceneScale));
        _pool = new FramePool(2, size.RgbBytes);
        _scene = Scenery.Make(_sceneSize, _random);
    }

    public ImageSize Size { get; }

    /// <summary>Size of the source image; null for that of the pictures.</summary>
    public ImageSize? Source { get; set; }

    /// <summary>Standard deviation of the noise, in levels.</summary>
    public double Noise { get; set; } = 4;

    /// <summary>What light makes of a level, in the frame of a number.</summary>
    public Func<float, long, float> Light { get; set; } = (level, _) => level;

    /// <summary>A look at the middle of the scene: from pixels of the picture to those of the scene.</summary>
    public Matrix3x2 Middle => Matrix3x2.CreateTranslation(Size.Width / 2f * (SceneScale - 1), Size.Height / 2f * (SceneScale - 1));

    /// <summary>Adds something that goes its own way before the scene.</summary>
    /// <param name="place">Its left upper corner in pixels of the picture, given the number of the frame.</param>
    /// <param name="width">In pixels of the picture.</param>
    /// <param name="height">In pixels of the picture.</param>
    public void Add(Func<long, Vector2> place, int width, int height)
    {
        var size = new ImageSize(width, height);
        _things.Add(new(place, size, Scenery.Make(size, _random)));
    }

    /// <summary>Another scene from here on.</summary>
    public void Cut() => Scenery.Make(_sceneSize, _random).CopyTo(_scene, 0);

    /// <summary>Hides the scene from here on; what passes before it is seen.</summary>
    public void Fog() => Array.Fill(_scene, 90);

    /// <summary>The next frame.</summary>
    /// <param name="looks">Where the camera looks, from pixels of the picture to those of the scene; several make a picture that is blurred by motion.</param>
    public Frame Look(params ReadOnlySpan<Matrix3x2> looks)
    {
        var picture = new float[Size.Width * Size.Height];
        foreach (var look in looks)
        {
            Expose(picture, look, 1f / looks.Length);
        }

        _things.ForEach(thing => thing.Paint(picture, Size, _index));
        var buffer = _pool.TryRent() ?? throw new InvalidOperationException("Frames of the camera were not disposed of.");
        Develop(picture, buffer.Memory.Span);
        return new Frame(Frames.Header(_index++, Source ?? Size), Size, buffer);
    }

    /// <summary>Adds the scene, with four samples a pixel.</summary>
    private void Expose(float[] picture, Matrix3x2 look, float share)
    {
        for (var i = 0; i < picture.Length; i++)
        {
            var (y, x) = Math.DivRem(i, Size.Width);
            foreach (var corner in (ReadOnlySpan<Vector2>)[new(0.25f, 0.25f), new(0.75f, 0.25f), new(0.25f, 0.75f), new(0.75f, 0.75f)])
            {
                picture[i] += share / 4 * Sample(Vector2.Transform(new Vector2(x, y) + corner, look) - new Vector2(0.5f));
            }
        }
    }

    private float Sample(Vector2 at)
    {
        var x = Math.Clamp(at.X, 0, _sceneSize.Width - 1.001f);
        var y = Math.Clamp(at.Y, 0, _sceneSize.Height - 1.001f);
        var (right, down, i) = (x - (int)x, y - (int)y, ((int)y * _sceneSize.Width) + (int)x);
        var above = _scene[i] + (right * (_scene[i + 1] - _scene[i]));
        var below = _scene[i + _sceneSize.Width] + (right * (_scene[i + _sceneSize.Width + 1] - _scene[i + _sceneSize.Width]));
        return above + (down * (below - above));
    }

    private void Develop(float[] picture, Span<byte> pixels)
    {
        for (var i = 0; i < picture.Length; i++)
        {
            var noise = Noise * 1.7 * (_random.NextDouble() + _random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 2); // nearly normal
            pixels.Slice(3 * i, 3).Fill((byte)Math.Clamp(Light(picture[i], _index) + noise + 0.5, 0, 255));
        }
    }

    private sealed record PassingThing(Func<long, Vector2> Place, ImageSize Size, float[] Texture)
    {
        public void Paint(float[] picture, ImageSize size, long index)
        {
            var place = Place(index);
            for (var y = 0; y < Size.Height; y++)
            {
                for (var x = 0; x < Size.Width; x++)
                {
                    var (left, top) = ((int)place.X + x, (int)place.Y + y);
                    if (left >= 0 && top >= 0 && left < size.Width && top < size.Height)
                    {
                        picture[(top * size.Width) + left] = Texture[(y * Size.Width) + x];
                    }
                }
            }
        }
    }
}
