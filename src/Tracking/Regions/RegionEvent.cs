using Glip.Core;

namespace Glip.Tracking;

/// <summary>Something that happened between an object and a zone or a line.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Region">Name of the zone or line.</param>
internal readonly record struct RegionEvent(EventType Type, string Region)
{
    /// <summary>Time in the zone on this visit.</summary>
    public TimeSpan? Dwell { get; init; }

    /// <summary>The limit that was reached.</summary>
    public TimeSpan? DwellThreshold { get; init; }

    public LineDirection? Direction { get; init; }

    /// <summary>The user's word for the direction.</summary>
    public string? Label { get; init; }
}
