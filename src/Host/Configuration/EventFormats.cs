namespace Glip.Host;

/// <summary>What event files are written as.</summary>
[Flags]
internal enum EventFormats
{
    None = 0,

    /// <summary>Events, one JSON object a line.</summary>
    JsonLines = 1,

    /// <summary>The boxes of every frame, as a table.</summary>
    Csv = 2,
}
