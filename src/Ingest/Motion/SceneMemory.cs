using Glip.Core;

namespace Glip.Ingest;

/// <summary>
/// What a gate knows of a scene since the first frame, in small cells and in large ones: what is small shows in the small ones; what is large
/// but hardly brighter than what is behind it shows in the large ones, in which noise is averaged.
/// </summary>
internal sealed class SceneMemory
{
    private readonly LumaGrid _grid;
    private readonly Scale _small;
    private readonly Scale _large;

    public SceneMemory(Frame first)
    {
        _grid = new LumaGrid(first.Size);
        var small = Scale.Plane(_grid.Size);
        _grid.Measure(first.Pixels.Span, small);
        var large = Scale.Plane(LargeCells.Count(_grid.Size));
        LargeCells.Average(small, _grid.Size, large);
        (_small, _large) = (new(_grid.Size, small), new(LargeCells.Count(_grid.Size), large));
    }

    /// <summary>Size of the pictures.</summary>
    public ImageSize Picture => _grid.Picture;

    /// <summary>Compares a frame with the last look, and learns how restless the scene is.</summary>
    /// <param name="pixels">[height, width, 3] RGB.</param>
    /// <param name="elapsed">Time since the frame before, at least 0.</param>
    /// <returns>Whether something moved.</returns>
    public bool Compare(ReadOnlySpan<byte> pixels, TimeSpan elapsed)
    {
        _grid.Measure(pixels, _small.Next());
        LargeCells.Average(_small.Current, _small.Cells, _large.Next());
        return _small.Compare(elapsed) | _large.Compare(elapsed);
    }

    /// <summary>Takes note of what was decided on the frame that was compared last.</summary>
    public void Conclude(GateDecision decision)
    {
        _small.Conclude(decision);
        _large.Conclude(decision);
    }

    public GateView View() => (_large.Strength / _large.Bar > _small.Strength / _small.Bar ? _large : _small).View();
}
