using Glip.Core;

namespace Glip.Host;

/// <summary>What a look at a stream's source found.</summary>
/// <param name="StreamId">Name of the stream.</param>
/// <param name="Description">What it is, in one line; empty when it could not be opened.</param>
/// <param name="Problem">Why it cannot be used; null when it can.</param>
/// <param name="Advice">What could be better, one line each.</param>
internal sealed record SourceFinding(string StreamId, string Description, string? Problem, IReadOnlyList<string> Advice)
{
    public void Write(TextWriter output)
    {
        output.WriteLine(Redaction.Hide($"{StreamId}: {Problem ?? Description}"));
        foreach (var line in Advice)
        {
            output.WriteLine($"  advice: {line}");
        }
    }
}
