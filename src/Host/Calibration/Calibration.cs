using Glip.Core;
using Glip.Inference;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>Looks at quiet footage with low thresholds, and sets those of each phrase for a wanted rate of false alarms.</summary>
/// <param name="configuration">The configuration of the stream.</param>
/// <param name="detector">The model; borrowed.</param>
/// <param name="ffmpeg">Reads media.</param>
/// <param name="view">Told how far it is.</param>
internal sealed class Calibration(GlipConfiguration configuration, GlipDetector detector, IFfmpeg ffmpeg, ITerminalView view)
{
    /// <summary>Score from which candidates are followed: below, they are noise of the model, and no threshold is set there.</summary>
    public const float Floor = 0.1f;

    /// <param name="stream">The stream; its configured thresholds are the lowest that are set.</param>
    /// <param name="videos">Quiet footage; the stream's own source when there is none.</param>
    /// <param name="duration">How long a camera is looked at.</param>
    /// <param name="wanted">False alarms of each phrase.</param>
    /// <param name="stop">Ends it early; what was seen until then counts.</param>
    /// <exception cref="UnavailableException">Nothing could be seen.</exception>
    public async Task<IReadOnlyList<PhraseCalibration>> RunAsync(
        StreamConfiguration stream, IReadOnlyCollection<string> videos, TimeSpan duration, AlarmRate wanted, StopSignal stop)
    {
        var collectors = new List<PeakCollector>();
        foreach (var footage in FootageChoice.Over(Lowered(stream), videos))
        {
            await LookAsync(footage, duration, collectors, stop).ConfigureAwait(false);
        }

        var length = TimeSpan.FromTicks(collectors.Sum(collector => collector.Footage.Ticks));
        return length > TimeSpan.Zero
            ? PhraseCalibration.Of(stream.Prompt, [.. collectors.SelectMany(collector => collector.Peaks)], length, wanted.PerDay)
            : throw new UnavailableException($"stream '{stream.Id}': nothing could be seen; expected footage of more than one frame");
    }

    private static StreamConfiguration Lowered(StreamConfiguration stream) => stream.WithPrompt(stream.Prompt.With(stream.Prompt.Phrases.Select(sought => sought with
    {
        EnterThreshold = Math.Min(Floor, sought.EnterThreshold),
        LeaveThreshold = Math.Min(Floor, sought.LeaveThreshold),
    }))) with
    {
        Calibration = null,
    };

    private async Task LookAsync(StreamConfiguration lowered, TimeSpan duration, List<PeakCollector> collectors, StopSignal stop)
    {
        using var end = new StopSignal(stop);
        using var timer = lowered.Camera is null ? null : new Timer(_ => end.Request(EndReason.StreamEnded), null, duration, Timeout.InfiniteTimeSpan);
        await new FootageRun(detector, ffmpeg, new QuietView(view)).RunAsync(FootageChoice.WithoutSinks(configuration), lowered, Engine, end).ConfigureAwait(false);

        PeakEngine Engine(EventStream identity, StreamConfiguration settings)
        {
            collectors.Add(new PeakCollector(settings.Tracker.MinHits, HighScore(lowered)));
            return new PeakEngine(collectors[^1]);
        }
    }

    /// <summary>The tracker's own, which is that of production wherever a threshold is not below it.</summary>
    private static float HighScore(StreamConfiguration stream) => Math.Max(stream.Tracker.HighScore, new TrackerOptions().HighScore);
}
