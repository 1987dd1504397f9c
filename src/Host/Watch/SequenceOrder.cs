namespace Glip.Host;

/// <summary>How the number of a message stands to those before it.</summary>
internal enum SequenceOrder
{
    /// <summary>Higher than all before.</summary>
    Forward,

    /// <summary>The same message came before.</summary>
    Repeat,

    /// <summary>It was taken for lost.</summary>
    Late,

    /// <summary>The sender lost its data and counts anew.</summary>
    Anew,
}
