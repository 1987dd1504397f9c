namespace Glip.Host;

/// <summary>How a stream is doing, as its program tells a broker.</summary>
/// <param name="State">One word.</param>
/// <param name="Reason">Why; null when there is nothing to say.</param>
/// <param name="FpsProcessed">Frames analysed in a second.</param>
internal sealed record WatchedStatus(string State, string? Reason, double FpsProcessed);
