namespace Glip.Host;

/// <summary>What is special about a message.</summary>
[Flags]
internal enum WatchMark
{
    None = 0,

    /// <summary>It waited long, or was sent before.</summary>
    Replayed = 1,

    /// <summary>It came before.</summary>
    Duplicate = 2,

    /// <summary>It was taken for lost.</summary>
    Late = 4,
}
