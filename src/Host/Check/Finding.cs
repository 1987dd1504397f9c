using Glip.Core;

namespace Glip.Host;

/// <summary>What a look at the source of a stream, or at the broker, found.</summary>
/// <param name="Name">Name of the stream, or what else it is.</param>
/// <param name="Description">What it is, in one line; empty when it could not be opened.</param>
/// <param name="Problem">Why it cannot be used; null when it can.</param>
/// <param name="Advice">What could be better, one line each.</param>
internal sealed record Finding(string Name, string Description, string? Problem, IReadOnlyList<string> Advice)
{
    public void Write(TextWriter output)
    {
        output.WriteLine(Redaction.Hide($"{Name}: {Problem ?? Description}"));
        foreach (var line in Advice)
        {
            output.WriteLine($"  advice: {line}");
        }
    }
}
