namespace Glip.Tracking;

/// <summary>What is told of an object in a frame.</summary>
internal enum EventTelling
{
    Nothing,

    /// <summary>The start, then zones and lines since the first frame.</summary>
    Start,

    /// <summary>An update if one is due, then zones and lines.</summary>
    Changes,

    /// <summary>The end.</summary>
    End,
}
