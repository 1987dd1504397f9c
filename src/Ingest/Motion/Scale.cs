using System.Numerics;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>What a gate knows of a scene at one size of cells: the last look, how restless each cell is, what lately moved.</summary>
internal sealed class Scale
{
    private readonly LastLook _look;
    private readonly CellNoise _noise;
    private readonly MovedRegions _regions;
    private readonly Clutter _clutter = new();
    private readonly float[] _moved;
    private float[] _previous;

    /// <param name="cells">Number of cells in a row and in a column.</param>
    /// <param name="first">Their luma in the first frame, as <see cref="Plane"/> makes it.</param>
    public Scale(ImageSize cells, float[] first)
    {
        (Cells, Current, _previous, _moved) = (cells, first, Plane(cells), Plane(cells));
        _look = new LastLook(first);
        _noise = new CellNoise(first);
        _regions = new MovedRegions(cells);
    }

    public ImageSize Cells { get; }

    /// <summary>Luma in the last frame.</summary>
    public float[] Current { get; private set; }

    /// <summary>Of the strongest region that moved.</summary>
    public float Strength { get; private set; }

    /// <summary>What the strength was compared with.</summary>
    public float Bar { get; private set; } = Clutter.LeastBar;

    /// <summary>Memory for cells: [rows, columns] and then zeros up to a whole number of vectors.</summary>
    public static float[] Plane(ImageSize cells) =>
        new float[((cells.Width * cells.Height) + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count];

    /// <summary>Memory for the next frame, which becomes <see cref="Current"/>.</summary>
    public float[] Next()
    {
        (Current, _previous) = (_previous, Current);
        return Current;
    }

    /// <summary>Compares the frame with the last look, and learns how restless the scene is.</summary>
    /// <param name="elapsed">Time since the frame before, at least 0.</param>
    /// <returns>Whether something moved.</returns>
    public bool Compare(TimeSpan elapsed)
    {
        _look.Compare(Current, _noise, _moved);
        _noise.Learn(Current, elapsed);
        (Strength, Bar) = (_regions.Strongest(_moved), _clutter.Bar);
        return Strength >= Bar;
    }

    /// <summary>Takes note of what was decided on the frame that was compared last.</summary>
    public void Conclude(GateDecision decision)
    {
        if (decision != GateDecision.TrackAlive)
        {
            _clutter.Learn(Strength);
        }

        if (decision != GateDecision.Still)
        {
            _look.Renew(Current, _previous);
            _regions.Forget();
        }
    }

    public GateView View()
    {
        var count = Cells.Width * Cells.Height;
        return new(Cells, Current[..count], _moved[..count], Strength, Bar);
    }
}
