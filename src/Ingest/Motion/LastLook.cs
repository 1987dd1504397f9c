namespace Glip.Ingest;

/// <summary>
/// The frame that the model saw last, and the frame before that one. A cell has moved when it differs from both: what the last look showed
/// for a moment only (a drop of rain, a lamp that blinks) is not missed when it goes.
/// </summary>
internal sealed class LastLook
{
    private const float Floor = 3; // levels that a cell may always change by: coding, rounding
    private const float UsualChanges = 3; // multiples of the usual change of the cell; 4.9 standard deviations of its noise
    private const float ShareOfLight = 0.12f; // of what the light changed there: light is not quite a line
    private const float MostTolerance = 60; // levels: nothing is so restless that a bright thing could hide in it
    private const float MostChange = 4; // more counts as this much, so that one cell alone is no region

    private readonly float[] _look;
    private readonly float[] _before;
    private LightChange _light = LightChange.None;
    private LightChange _previousLight = LightChange.None;

    /// <param name="first">Luma of the cells in the first look.</param>
    public LastLook(ReadOnlySpan<float> first) => (_look, _before) = (first.ToArray(), first.ToArray());

    /// <summary>Finds the cells that have moved.</summary>
    /// <param name="current">Luma of the cells now.</param>
    /// <param name="noise">How restless they are.</param>
    /// <param name="moved">Receives the change of each cell in multiples of its tolerance, from 1 to 4; 0 when it has not moved.</param>
    public void Compare(ReadOnlySpan<float> current, CellNoise noise, Span<float> moved)
    {
        _previousLight = _light;
        _light = LightChange.Between(_look, current);
        for (var i = 0; i < moved.Length; i++)
        {
            var expected = _light.Of(_look[i]);
            var change = Math.Min(Math.Abs(current[i] - expected), Math.Abs(current[i] - _light.Of(_before[i])));
            var tolerance = Math.Min(MostTolerance, Floor + (UsualChanges * noise.Usual(i))) + (ShareOfLight * Math.Abs(expected - _look[i]));
            moved[i] = change >= tolerance && !LightChange.IsDark(current[i], _look[i]) ? Math.Min(change / tolerance, MostChange) : 0;
        }
    }

    /// <summary>Makes the frame that was compared last the last look.</summary>
    /// <param name="current">Luma of its cells.</param>
    /// <param name="previous">Luma of the cells in the frame before it.</param>
    public void Renew(ReadOnlySpan<float> current, ReadOnlySpan<float> previous)
    {
        for (var i = 0; i < _before.Length; i++)
        {
            _before[i] = _light.Of(_previousLight.Undo(previous[i]));
        }

        current.CopyTo(_look);
        _light = LightChange.None;
    }
}
