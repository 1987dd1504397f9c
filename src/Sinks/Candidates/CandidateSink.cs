using Glip.Core;

namespace Glip.Sinks;

/// <summary>Keeps pictures of what was rejected, for choosing thresholds and phrases: a folder a phrase, with one JSON line a picture.</summary>
public sealed class CandidateSink : ISink
{
    private readonly string _folder;
    private readonly int _keep;
    private readonly Dictionary<Phrase, CandidateShelf> _shelves = [];

    /// <param name="folder">Folder of one stream; it is made when missing.</param>
    /// <param name="keep">Most pictures of a phrase, at least 1.</param>
    /// <exception cref="ConfigurationException">The folder cannot be written.</exception>
    public CandidateSink(string folder, int keep)
    {
        OutputFile.Prepare(Path.Combine(folder, "candidate"), "candidates");
        (_folder, _keep) = (folder, keep);
    }

    public string Name => "candidates";

    public async ValueTask WriteAsync(FrameReport report, CancellationToken cancellationToken)
    {
        foreach (var candidate in report.Rejected)
        {
            if (!candidate.Jpeg.IsEmpty)
            {
                await Shelf(candidate.Detection.Phrase).AddAsync(report.Header, candidate, cancellationToken);
            }
        }
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private CandidateShelf Shelf(Phrase phrase)
    {
        if (!_shelves.TryGetValue(phrase, out var shelf))
        {
            _shelves[phrase] = shelf = new CandidateShelf(Path.Combine(_folder, phrase.Slug), _keep);
        }

        return shelf;
    }
}
