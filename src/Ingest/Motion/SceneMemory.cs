using Glip.Core;

namespace Glip.Ingest;

/// <summary>What a gate knows of a scene since the first frame: the last look, how restless each cell is, what lately moved.</summary>
internal sealed class SceneMemory
{
    private readonly LumaGrid _grid;
    private readonly LastLook _look;
    private readonly CellNoise _noise;
    private readonly MovedRegions _regions;
    private readonly float[] _moved;
    private readonly Clutter _clutter = new();
    private float[] _current;
    private float[] _previous;
    private float _bar = Clutter.LeastBar;
    private float _strength;

    public SceneMemory(Frame first)
    {
        _grid = new LumaGrid(first.Size);
        (_current, _previous, _moved) = (_grid.Plane(), _grid.Plane(), _grid.Plane());
        _grid.Measure(first.Pixels.Span, _current);
        _look = new LastLook(_current);
        _noise = new CellNoise(_current);
        _regions = new MovedRegions(_grid.Size);
    }

    /// <summary>Size of the pictures.</summary>
    public ImageSize Picture => _grid.Picture;

    /// <summary>Compares a frame with the last look, and learns how restless the scene is.</summary>
    /// <param name="pixels">[height, width, 3] RGB.</param>
    /// <param name="elapsed">Time since the frame before, at least 0.</param>
    /// <returns>Whether something moved.</returns>
    public bool Compare(ReadOnlySpan<byte> pixels, TimeSpan elapsed)
    {
        (_current, _previous) = (_previous, _current);
        _grid.Measure(pixels, _current);
        _look.Compare(_current, _noise, _moved);
        _noise.Learn(_current, elapsed);
        _strength = _regions.Strongest(_moved);
        _bar = _clutter.Bar;
        return _strength >= _bar;
    }

    /// <summary>Takes note of what was decided on the frame that was compared last.</summary>
    public void Conclude(GateDecision decision)
    {
        if (decision != GateDecision.TrackAlive)
        {
            _clutter.Learn(_strength);
        }

        if (decision != GateDecision.Still)
        {
            _look.Renew(_current, _previous);
            _regions.Forget();
        }
    }

    public GateView View()
    {
        var cells = _grid.Size.Width * _grid.Size.Height;
        return new(_grid.Size, _current[..cells], _moved[..cells], _strength, _bar);
    }
}
