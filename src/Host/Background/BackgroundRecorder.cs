using Glip.Core;

namespace Glip.Host;

/// <summary>Counts the scores of what a stream shows and nothing tells, and keeps them on disk. Safe for use by several threads.</summary>
/// <param name="file">Where they are kept.</param>
/// <param name="modelSha256">The model whose scores they are.</param>
/// <param name="clock">Says when it is time to write.</param>
/// <param name="warn">Told in one line when a file is damaged, or begins not to be writable.</param>
internal sealed class BackgroundRecorder(BackgroundFile file, string modelSha256, TimeProvider clock, Action<string> warn)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Phrase, ScoreHistogram> _phrases = [];
    private readonly BackgroundStatistics? _before = file.Read(modelSha256, warn);
    private DateTimeOffset? _since;
    private long _frames;
    private long _writtenFrames;
    private long _writtenAt = clock.GetTimestamp();
    private bool _failing;

    /// <summary>Takes in what a frame brought.</summary>
    public void Observe(FrameReport report)
    {
        lock (_lock)
        {
            _since ??= report.Header.CapturedAt;
            _frames++;
            foreach (var candidate in report.Rejected)
            {
                Histogram(candidate.Detection.Phrase).Add(candidate.Detection.Score);
            }
        }
    }

    /// <summary>All that is known, also from earlier runs; null before the first frame of all.</summary>
    public BackgroundStatistics? Present()
    {
        lock (_lock)
        {
            return _since is { } since ? Merged(since) : _before;
        }
    }

    /// <summary>Writes it when a minute has gone by.</summary>
    public Task SaveWhenDueAsync() => clock.GetElapsedTime(_writtenAt) >= s_interval ? SaveAsync() : Task.CompletedTask;

    /// <summary>Writes it when there is something new. A disk that cannot be written is told once and tried again.</summary>
    public async Task SaveAsync()
    {
        _writtenAt = clock.GetTimestamp();
        var frames = Interlocked.Read(ref _frames);
        if (frames == _writtenFrames || Present() is not { } present)
        {
            return;
        }

        try
        {
            await file.WriteAsync(present, CancellationToken.None).ConfigureAwait(false);
            (_writtenFrames, _failing) = (frames, false);
        }
        catch (UnavailableException e)
        {
            if (!_failing)
            {
                warn($"background statistics: {e.Message}");
            }

            _failing = true;
        }
    }

    private ScoreHistogram Histogram(Phrase phrase)
    {
        if (!_phrases.TryGetValue(phrase, out var histogram))
        {
            _phrases[phrase] = histogram = new ScoreHistogram();
        }

        return histogram;
    }

    private BackgroundStatistics Merged(DateTimeOffset since)
    {
        var all = _before?.Phrases.ToDictionary(known => known.Key, known => (long[])known.Value.Clone(), StringComparer.Ordinal) ?? new(StringComparer.Ordinal);
        foreach (var (phrase, histogram) in _phrases)
        {
            all[phrase.Text] = [.. histogram.Counts.Zip(all.GetValueOrDefault(phrase.Text) ?? new long[ScoreHistogram.Bins], (now, then) => now + then)];
        }

        return new(BackgroundStatistics.PresentVersion, modelSha256, _before?.Since ?? since, (_before?.Frames ?? 0) + _frames, all);
    }
}
