using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Makes the sinks of a stream.</summary>
internal sealed class SinkFactory(GlipConfiguration configuration, IFfmpeg ffmpeg, ITerminalView view)
{
    private readonly SinkConfiguration _sinks = configuration.Sinks;

    /// <exception cref="ConfigurationException">A target cannot be written.</exception>
    public async Task<IReadOnlyList<SinkQueue>> CreateAsync(OpenStream stream)
    {
        var sinks = new List<ISink>();
        try
        {
            sinks.AddRange(Sinks(stream));
        }
        catch
        {
            foreach (var sink in sinks)
            {
                await sink.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }

        return [.. sinks.Select(sink => new SinkQueue(sink, WhenFull.Wait, line => view.Warn($"{stream.Settings.Id}: {line}")))];
    }

    /// <summary>Keeps the pictures of best frames; null when nobody wants them.</summary>
    public BestPictures? Pictures() =>
        _sinks.SnapshotFolder is null && _sinks.Report is null
            ? null
            : new BestPictures(new CairoCanvas(), new TurboJpeg(), new SnapshotOptions(_sinks.SnapshotFolder, _sinks.DrawSnapshots));

    private IEnumerable<ISink> Sinks(OpenStream stream)
    {
        var id = stream.Settings.Id;
        yield return new TerminalSink(view, id, stream.Source.Info.Duration);
        if (_sinks.Events is { } events)
        {
            yield return new JsonLinesSink(events.In(configuration.DataFolder, Path.Combine(id, $"{stream.Identity.Media!.RunId}.jsonl")), TimeProvider.System);
        }

        if (_sinks.SnapshotFolder is { } pictures)
        {
            yield return new SnapshotSink(configuration.DataFolder, pictures);
        }

        if (_sinks.Report is { } report)
        {
            yield return new HtmlReportSink(report.In(configuration.DataFolder, $"{id}.html"), Subject(stream));
        }

        if (_sinks.Video is { } video)
        {
            yield return new AnnotatedVideoSink(ffmpeg, new CairoCanvas(), stream.Settings.Source, video.In(configuration.DataFolder, $"{id}.mp4"), stream.Source.Info);
        }
    }

    private static ReportSubject Subject(OpenStream stream) => new(
        stream.Settings.MediaPath,
        stream.Identity.Model.Name,
        string.Join(". ", stream.Settings.Prompt.Phrases.Select(sought => sought.Phrase.Text)),
        stream.Source.Info.Duration);
}
