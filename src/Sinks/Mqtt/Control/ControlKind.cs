namespace Glip.Sinks;

/// <summary>What a control message is about.</summary>
public enum ControlKind
{
    /// <summary>What is sought.</summary>
    Prompt,

    /// <summary>Whether the stream runs.</summary>
    Enabled,

    /// <summary>The enter threshold of a phrase.</summary>
    Threshold,

    /// <summary>A picture of now.</summary>
    Snapshot,
}
