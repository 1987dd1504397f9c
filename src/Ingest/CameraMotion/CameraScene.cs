using System.Numerics;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>What is known of where a camera looks since the first frame of one size.</summary>
internal sealed class CameraScene
{
    private const int CellsOfLongerSide = 160;
    private const int LeastCells = 32; // of the shorter side
    private const float LeastShown = 0.6f; // of the reference picture
    private const float MostDistortion = 0.04f; // by rotation and zoom: windows are looked for as they were
    private const float LeastSupport = 0.2f; // of the windows of the reference picture
    private const int MostMisses = 3; // frames in a row in which nothing can be told: one may be damaged, more are another scene
    private static readonly TimeSpan s_longestUse = TimeSpan.FromSeconds(10); // of a reference picture while the camera stands still

    private readonly LumaGrid _grid;
    private readonly float[] _cells;
    private readonly LumaPyramid? _pyramid;
    private readonly PictureMatch _match = null!;
    private readonly Vector2 _cell; // in source pixels
    private Matrix3x2 _referenceView = Matrix3x2.Identity; // in cells, as all that follows
    private Matrix3x2 _toReference = Matrix3x2.Identity;
    private DateTimeOffset? _steadySince; // null before the first picture
    private int _misses;

    /// <param name="picture">Size of the pictures.</param>
    /// <param name="source">Size of the source image.</param>
    public CameraScene(ImageSize picture, ImageSize source)
    {
        (Picture, Source) = (picture, source);
        var side = Math.Max(1, (int)Math.Round(Math.Max(picture.Width, picture.Height) / (double)CellsOfLongerSide));
        _grid = LumaGrid.OfSquares(picture, side);
        _cells = new float[_grid.Size.Width * _grid.Size.Height];
        _cell = new Vector2((float)source.Width * side / picture.Width, (float)source.Height * side / picture.Height);
        if (Math.Min(_grid.Size.Width, _grid.Size.Height) >= LeastCells)
        {
            _pyramid = new LumaPyramid(_grid.Size);
            _match = new PictureMatch(_grid.Size);
        }
    }

    /// <summary>Size of the pictures.</summary>
    public ImageSize Picture { get; }

    /// <summary>Size of the source image.</summary>
    public ImageSize Source { get; }

    /// <summary>Looks at the next picture.</summary>
    /// <param name="pixels">[height, width, 3] RGB.</param>
    /// <param name="now">Its capture time.</param>
    /// <returns>From source pixels of this picture to those of the first; the very same as for the picture before unless the camera moved.</returns>
    public Matrix3x2 Look(ReadOnlySpan<byte> pixels, DateTimeOffset now)
    {
        if (_pyramid is not null)
        {
            _grid.Measure(pixels, _cells);
            _pyramid.Build(_cells);
            Compare(_pyramid, now);
        }

        return InSourcePixels(_toReference * _referenceView);
    }

    private void Compare(LumaPyramid pyramid, DateTimeOffset now)
    {
        var found = _match.Find(pyramid, _toReference);
        var (toReference, support) = found ?? (_toReference, 1);
        _misses = found is null ? _misses + 1 : 0;
        _steadySince = toReference == _toReference ? _steadySince : now;
        _toReference = toReference;
        if (_steadySince is null || _misses >= MostMisses || support < LeastSupport || Distortion() > MostDistortion || Shown() < LeastShown || now - _steadySince > s_longestUse)
        {
            _referenceView = _toReference * _referenceView;
            _toReference = Matrix3x2.Identity;
            (_steadySince, _misses) = (now, 0);
            _match.Keep(pyramid);
        }
    }

    private float Distortion() => MathF.Abs(_toReference.M11 - 1) + MathF.Abs(_toReference.M12);

    /// <summary>About the share of the reference picture that is still in sight.</summary>
    private float Shown()
    {
        var size = new Vector2(_grid.Size.Width, _grid.Size.Height);
        var shift = Vector2.Abs(Vector2.Transform(size / 2, _toReference) - (size / 2)) / size;
        return (1 - Math.Min(1, shift.X)) * (1 - Math.Min(1, shift.Y));
    }

    /// <remarks>Cells lie at whole numbers in their planes, by half a cell before the middle of their pixels.</remarks>
    private Matrix3x2 InSourcePixels(Matrix3x2 view)
    {
        var half = new Vector2(0.5f);
        var shift = view.Translation + half - Vector2.TransformNormal(half, view);
        return new(view.M11, view.M12 * _cell.Y / _cell.X, view.M21 * _cell.X / _cell.Y, view.M22, shift.X * _cell.X, shift.Y * _cell.Y);
    }
}
