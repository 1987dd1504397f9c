using Glip.Core;

namespace Glip.Testing;

/// <summary>A place that a camera watches, made from a seed: the same seed gives the same frames. It is grey, and nothing moves until something is added.</summary>
public sealed class World
{
    private readonly FramePool _pool;
    private readonly Canvas _canvas;
    private readonly float[] _noise;
    private readonly List<Action<Canvas, double>> _layers = [];
    private long _index;

    public World(int seed, ImageSize size)
    {
        (Random, Size) = (new Random(seed), size);
        _pool = new FramePool(2, size.RgbBytes);
        _canvas = new Canvas(size, Scenery.Make(size, Random), Random);
        _noise = Gaussian(size.Width * size.Height * 2);
    }

    public ImageSize Size { get; }

    /// <summary>Chance, from the seed.</summary>
    public Random Random { get; }

    /// <summary>Standard deviation of the sensor's noise in a picture 768 pixels wide, in levels; scaling to a smaller one averages it.</summary>
    public double Noise { get; set; } = 4;

    /// <summary>What light and camera make of a brightness, given the time in seconds and the brightness, both from 0.</summary>
    public Func<double, double, double> Light { get; set; } = (_, level) => level;

    /// <summary>Adds something that is painted over the scene, given the time in seconds.</summary>
    public void Add(Action<Canvas, double> layer) => _layers.Add(layer);

    /// <summary>The frame at a time in seconds; times are asked for in order, and each frame is disposed of before the one after the next.</summary>
    public Frame At(double seconds)
    {
        _canvas.Clear();
        _layers.ForEach(layer => layer(_canvas, seconds));
        var buffer = _pool.TryRent() ?? throw new InvalidOperationException("Frames of the world were not disposed of.");
        Expose(seconds, buffer.Memory.Span);
        var pts = TimeSpan.FromSeconds(seconds);
        return new Frame(new("world", _index++, pts, DateTimeOffset.UnixEpoch + pts, Size.Width, Size.Height), Size, buffer);
    }

    private void Expose(double seconds, Span<byte> pixels)
    {
        var curve = Enumerable.Range(0, 257).Select(level => (float)Light(seconds, level)).ToArray();
        var sigma = (float)(Noise * Size.Width / 768);
        for (var row = 0; row < Size.Height; row++)
        {
            var noise = _noise.AsSpan(Random.Next(_noise.Length - Size.Width), Size.Width);
            for (var x = 0; x < Size.Width; x++)
            {
                var i = (row * Size.Width) + x;
                var level = Math.Clamp(_canvas.Picture[i], 0, 255);
                var below = (int)level;
                var exposed = curve[below] + ((level - below) * (curve[below + 1] - curve[below]));
                var value = (byte)Math.Clamp(exposed + (sigma * noise[x]) + 0.5f, 0, 255);
                (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (value, value, value);
            }
        }
    }

    private float[] Gaussian(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - Random.NextDouble())) * Math.Cos(2 * Math.PI * Random.NextDouble())))];
}
