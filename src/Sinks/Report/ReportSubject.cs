namespace Glip.Sinks;

/// <summary>What a report is about.</summary>
/// <param name="File">Name of the video.</param>
/// <param name="Model">Name of the model.</param>
/// <param name="Prompt">What was sought.</param>
/// <param name="Length">Length of the video; null when unknown.</param>
public sealed record ReportSubject(string File, string Model, string Prompt, TimeSpan? Length);
