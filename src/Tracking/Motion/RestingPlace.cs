namespace Glip.Tracking;

/// <summary>Tells whether an object stays where it is: its anchor keeps within a quarter of its height of one place for long enough.</summary>
internal sealed class RestingPlace
{
    // About an arm's length of a standing man: he may turn and shift his weight, but not take a step and stay there.
    private const float Radius = 0.25f;

    private (float X, float Y) _place = (float.NegativeInfinity, 0);
    private TimeSpan _since;

    public bool Stationary { get; private set; }

    /// <param name="now">Time of the frame.</param>
    /// <param name="anchor">Where the object stands, free of jitter, in pixels.</param>
    /// <param name="height">Height of its box, in pixels.</param>
    /// <param name="stationaryAfter">How long it must stay.</param>
    public void Observe(TimeSpan now, (float X, float Y) anchor, float height, TimeSpan stationaryAfter)
    {
        if (float.Hypot(anchor.X - _place.X, anchor.Y - _place.Y) > Radius * height)
        {
            _place = anchor;
            _since = now;
        }

        Stationary = now - _since >= stationaryAfter;
    }
}
