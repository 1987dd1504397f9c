using System.Globalization;
using Glip.Core;
using Glip.Inference;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>Runs all streams of a configuration with one model.</summary>
internal sealed class Session(GlipConfiguration configuration, IFfmpeg ffmpeg, ITerminalView view)
{
    private readonly SinkFactory _sinks = new(configuration, ffmpeg, view);
    private bool _failed;

    /// <returns>The exit code of the program.</returns>
    /// <exception cref="ConfigurationException">Something is wrong with a stream or a target; nothing was started.</exception>
    public async Task<int> RunAsync(StopSignal stop)
    {
        using var detector = GlipDetector.Open(ModelPackage.Open(configuration.ModelFolder));
        using var lanes = new DetectionLanes(detector);
        var streams = await OpenAsync(new StreamOpener(configuration, ffmpeg, detector, _sinks), stop.Source).ConfigureAwait(false);
        try
        {
            await Task.WhenAll(streams.Select(stream => RunAsync(stream, lanes, stop))).ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync(streams).ConfigureAwait(false);
        }

        return stop.IsRequested ? ExitCode.Interrupted : _failed ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Opens all files. Wrong settings are told together; a file that is damaged is told and left out.</summary>
    private async Task<IReadOnlyList<OpenStream>> OpenAsync(StreamOpener opener, CancellationToken cancellationToken)
    {
        var streams = new List<OpenStream>();
        var problems = new List<string>();
        foreach (var settings in configuration.Streams)
        {
            try
            {
                streams.Add(await opener.OpenAsync(settings, cancellationToken).ConfigureAwait(false));
            }
            catch (ConfigurationException e)
            {
                problems.AddRange(e.Problems);
            }
            catch (UnavailableException e)
            {
                Fail(e.Message);
            }
        }

        if (problems.Count > 0)
        {
            await DisposeAsync(streams).ConfigureAwait(false);
            throw new ConfigurationException(problems);
        }

        return streams;
    }

    private async Task RunAsync(OpenStream stream, DetectionLanes lanes, StopSignal stop)
    {
        var settings = stream.Settings;
        var events = new EventEngine(stream.Identity, settings.Prompt, settings.Events);
        var pipeline = new StreamPipeline(stream.Source, lanes, stream.Prompt, new SortTracker(settings.Tracker), events, _sinks.Pictures(), stream.Sinks);
        try
        {
            Tell(settings.Id, await pipeline.RunAsync(stop).ConfigureAwait(false));
        }
        catch (UnavailableException e)
        {
            Fail($"{settings.Id}: {e.Message}");
        }
    }

    private void Tell(string id, StreamResult result)
    {
        view.Write(string.Create(CultureInfo.InvariantCulture, $"{id}: {result.AnalysedFrames} frames analysed, {result.Events} events"));
        if (result.End?.Damage is { } damage)
        {
            Fail($"{id}: {damage}");
        }

        if (result.LostEvents > 0)
        {
            Fail(string.Create(CultureInfo.InvariantCulture, $"{id}: {result.LostEvents} event messages could not be written"));
        }
    }

    private void Fail(string line)
    {
        _failed = true;
        view.Warn(line);
    }

    private static async Task DisposeAsync(IEnumerable<OpenStream> streams)
    {
        foreach (var stream in streams)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }
}
