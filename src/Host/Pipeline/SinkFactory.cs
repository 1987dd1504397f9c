using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Makes the sinks of a stream.</summary>
internal sealed class SinkFactory(GlipConfiguration configuration, IFfmpeg ffmpeg, ITerminalView view, TimeProvider clock)
{
    private readonly SinkConfiguration _sinks = configuration.Sinks;

    /// <summary>Sinks of a file: it waits for them.</summary>
    /// <exception cref="ConfigurationException">A target cannot be written.</exception>
    public Task<IReadOnlyList<SinkQueue>> CreateAsync(FileTarget file) => CreateAsync(file.Stream.Id, FileSinks(file), WhenFull.Wait);

    /// <summary>Sinks of a camera: one that falls behind loses reports.</summary>
    /// <exception cref="ConfigurationException">A target cannot be written.</exception>
    public Task<IReadOnlyList<SinkQueue>> CreateAsync(StreamConfiguration camera) => CreateAsync(camera.Id, CameraSinks(camera.Id), WhenFull.DropOldest);

    /// <summary>Keeps the pictures of best frames; null when nobody wants them.</summary>
    public BestPictures? Pictures() =>
        _sinks.SnapshotFolder is null && _sinks.Report is null && configuration.Broker is null
            ? null
            : new BestPictures(new CairoCanvas(), new TurboJpeg(), new SnapshotOptions(_sinks.SnapshotFolder, _sinks.DrawSnapshots));

    /// <summary>Cuts out what was rejected; null when nobody wants it.</summary>
    public CandidatePictures? Candidates() => _sinks.Candidates is null ? null : new CandidatePictures(new TurboJpeg());

    private async Task<IReadOnlyList<SinkQueue>> CreateAsync(string id, IEnumerable<ISink> wanted, WhenFull whenFull)
    {
        var sinks = new List<ISink>();
        try
        {
            sinks.AddRange(wanted);
        }
        catch
        {
            foreach (var sink in sinks)
            {
                await sink.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }

        return [.. sinks.Select(sink => new SinkQueue(sink, whenFull, line => view.Warn(id, line)))];
    }

    private IEnumerable<ISink> FileSinks(FileTarget file)
    {
        var id = file.Stream.Id;
        yield return new TerminalSink(view, id, file.Info.Duration);
        foreach (var events in EventSinks(file))
        {
            yield return events;
        }

        if (_sinks.SnapshotFolder is { } pictures)
        {
            yield return new SnapshotSink(configuration.DataFolder, pictures);
        }

        foreach (var candidates in CandidateSinks(id))
        {
            yield return candidates;
        }

        if (_sinks.Report is { } report)
        {
            yield return new HtmlReportSink(report.In(configuration.DataFolder, file.OutputName(".html")), Subject(file));
        }

        if (_sinks.Video is { } video)
        {
            yield return new AnnotatedVideoSink(ffmpeg, new CairoCanvas(), file.Path, video.In(configuration.DataFolder, file.OutputName(".mp4")), file.Info, file.Stream.Regions);
        }
    }

    private IEnumerable<ISink> CameraSinks(string id)
    {
        yield return new TerminalSink(view, id, null);
        foreach (var events in EventSinks(id))
        {
            yield return events;
        }

        if (_sinks.SnapshotFolder is { } pictures)
        {
            yield return new SnapshotSink(configuration.DataFolder, pictures, new SnapshotCleaning(Path.Combine(configuration.DataFolder, pictures, id), _sinks.KeepSnapshots, clock));
        }

        foreach (var candidates in CandidateSinks(id))
        {
            yield return candidates;
        }
    }

    private IEnumerable<ISink> EventSinks(FileTarget file)
    {
        string PathOf(string extension) => _sinks.Events!.Output.In(configuration.DataFolder, Path.Combine(file.Stream.Id, $"{file.Identity.Media!.RunId}.{extension}"));

        if (Writes(EventFormats.JsonLines))
        {
            yield return new JsonLinesSink(PathOf("jsonl"), clock);
        }

        if (Writes(EventFormats.Csv))
        {
            yield return new CsvSink(PathOf("csv"), file.Identity.CaptureTimeKnown, clock);
        }
    }

    private IEnumerable<ISink> EventSinks(string id)
    {
        if (_sinks.Events is not { } events)
        {
            yield break;
        }

        var folder = Path.Combine(configuration.DataFolder, events.Output.Path, id);
        var rotation = new RotationOptions { MostBytes = events.RotateBytes, Keep = events.Keep };
        if (Writes(EventFormats.JsonLines))
        {
            yield return JsonLinesSink.Dated(folder, clock, rotation);
        }

        if (Writes(EventFormats.Csv))
        {
            yield return CsvSink.Dated(folder, clock, rotation);
        }
    }

    private bool Writes(EventFormats format) => _sinks.Events?.Formats.HasFlag(format) ?? false;

    private IEnumerable<CandidateSink> CandidateSinks(string id) =>
        _sinks.Candidates is { } candidates ? [new CandidateSink(Path.Combine(configuration.DataFolder, candidates.Folder, id), candidates.Keep)] : [];

    private static ReportSubject Subject(FileTarget file) => new(
        file.Identity.Media!.Path,
        file.Identity.Model.Name,
        string.Join(". ", file.Stream.Prompt.Phrases.Select(sought => sought.Phrase.Text)),
        file.Info.Duration);
}
