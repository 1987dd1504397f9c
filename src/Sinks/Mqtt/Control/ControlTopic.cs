namespace Glip.Sinks;

/// <summary>A topic that others write to.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Name">The topic itself.</param>
/// <param name="Stream">Name of the stream; it need not exist.</param>
public sealed record ControlTopic(ControlKind Kind, string Name, string Stream)
{
    /// <summary>The phrase that <see cref="ControlKind.Threshold"/> is about; it need not be sought.</summary>
    public string? Slug { get; init; }
}
