using Glip.Core;
using Glip.Inference;

namespace Glip.Host;

/// <summary>The program at work: one model, all streams of a configuration, health and metrics, until everything has ended or it is stopped.</summary>
/// <param name="configuration">What to run.</param>
/// <param name="ffmpeg">Reads and writes media.</param>
/// <param name="view">Shows results.</param>
/// <param name="log">Told of every change of state.</param>
internal sealed class Session(GlipConfiguration configuration, IFfmpeg ffmpeg, ITerminalView view, RunLog log)
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly Signal _reloads = new();

    /// <summary>Reads the configuration file again and changes to it. Returns at once; may be called from any thread.</summary>
    public void Reload() => _reloads.Set();

    /// <returns>The exit code of the program.</returns>
    /// <exception cref="ConfigurationException">Something is wrong with a stream or a target; nothing was started.</exception>
    public async Task<int> RunAsync(StopSignal stop)
    {
        stop.TimeAllowed = configuration.ShutdownTimeout;
        using var metrics = new MetricsRegistry();
        using var otlp = configuration.Otlp is { } collector ? OtlpExport.Start(collector, configuration.Instance) : null;
        using var detector = configuration.Model.Open(line => log.Warn(null, line));
        var scheduler = new DetectionScheduler(detector, configuration.Model.Batches(detector), _clock, line => log.Warn(null, line));
        await using (scheduler.ConfigureAwait(false))
        {
            var books = RunBooks.Open(configuration, log, _clock);
            await using (books.ConfigureAwait(false))
            {
                return await RunAsync(scheduler, books, metrics, stop).ConfigureAwait(false);
            }
        }
    }

    private async Task<int> RunAsync(DetectionScheduler scheduler, RunBooks books, MetricsRegistry metrics, StopSignal stop)
    {
        Receivers? receivers = null;
        var streams = new StreamSet(ToolsFor, id => metrics.Forget("stream", id), stop, books);
        await using (streams.ConfigureAwait(false))
        {
            using (receivers = Receivers.Open(configuration, streams, scheduler.Detector.Model, books.Outbox, log, _clock))
            {
                return await ServeAsync(streams, receivers, metrics, stop).ConfigureAwait(false);
            }
        }

        StreamTools ToolsFor(GlipConfiguration settings) => new(ffmpeg, scheduler, new SinkFactory(settings, ffmpeg, view, _clock), view, log, _clock) { Listeners = receivers!.Listeners };
    }

    private async Task<int> ServeAsync(StreamSet streams, Receivers receivers, MetricsRegistry metrics, StopSignal stop)
    {
        using var gauges = new StreamGauges(() => streams.Streams);
        if (configuration.Web is not { } listen)
        {
            return await AttendAsync(streams, receivers, stop).ConfigureAwait(false);
        }

        var web = await WebServer.StartAsync(listen, streams, new PrometheusExporter(metrics), stop.Source).ConfigureAwait(false);
        await using (web.ConfigureAwait(false))
        {
            return await AttendAsync(streams, receivers, stop).ConfigureAwait(false);
        }
    }

    private async Task<int> AttendAsync(StreamSet streams, Receivers receivers, StopSignal stop)
    {
        await streams.StartAsync(configuration).ConfigureAwait(false);
        using var ended = new CancellationTokenSource();
        Task[] attendants = [LookAsync(streams, receivers, ended.Token), ReloadAsync(streams, ended.Token), receivers.RunAsync()];
        var running = streams.WaitAsync();
        await (await Task.WhenAny([running, .. attendants]).ConfigureAwait(false)).ConfigureAwait(false); // an attendant ends early by a defect only
        var whole = await running.ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await receivers.StopAsync().ConfigureAwait(false);
        await Task.WhenAll(attendants).ConfigureAwait(false);
        return !whole ? ExitCode.Failed : stop.IsRequested && !configuration.HasCameras ? ExitCode.Interrupted : ExitCode.Done;
    }

    private async Task LookAsync(StreamSet streams, Receivers receivers, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(s_look, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
            {
                await streams.LookAsync().ConfigureAwait(false);
                receivers.Look();
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The streams have ended.
        }
    }

    private async Task ReloadAsync(StreamSet streams, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                await _reloads.WaitAsync(ended).ConfigureAwait(false);
                await ChangeAsync(streams).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The streams have ended.
        }
    }

    /// <summary>A configuration with something wrong in it changes nothing.</summary>
    private async Task ChangeAsync(StreamSet streams)
    {
        try
        {
            var changed = ConfigurationReader.Read(configuration.File, configuration.DataFolder);
            foreach (var key in ConfigurationView.FixedAtStart(configuration, changed))
            {
                log.Warn(null, $"{key} has changed; it takes effect when the program is started again");
            }

            var changes = await streams.ChangeAsync(changed).ConfigureAwait(false);
            var names = string.Join(", ", changes.Restarted.Concat(changes.InPlace));
            log.Info(null, "configuration reloaded", ("streams", names.Length == 0 ? "unchanged" : names), ("in_place", changes.InPlace.IsEmpty ? null : string.Join(", ", changes.InPlace)));
        }
        catch (ConfigurationException e)
        {
            foreach (var problem in e.Problems)
            {
                log.Error(null, "configuration not reloaded", ("reason", problem));
            }
        }
    }
}
