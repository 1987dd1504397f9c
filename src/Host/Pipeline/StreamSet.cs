using Glip.Core;

namespace Glip.Host;

/// <summary>All streams of the program: starts those of a configuration, and changes to another one without touching what is the same in both.</summary>
/// <param name="toolsFor">What the streams of a configuration share.</param>
/// <param name="forget">Told of streams that are no more.</param>
/// <param name="stop">Stops all of them.</param>
internal sealed class StreamSet(Func<GlipConfiguration, StreamTools> toolsFor, Action<string> forget, StopSignal stop) : IHealthView, IAsyncDisposable
{
    private readonly Dictionary<string, RunningStream> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StreamNumbers> _numbers = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GlipConfiguration? _present;
    private volatile bool _changing;
    private bool _failed;

    public bool Ready => _present is not null && !stop.IsRequested;

    public IReadOnlyList<StreamStatus> Streams => [.. All().Select(stream => stream.Monitor.Status()).OrderBy(status => status.StreamId, StringComparer.Ordinal)];

    /// <summary>Opens all streams of a configuration and starts them when none of their settings is wrong.</summary>
    /// <exception cref="ConfigurationException">Something is wrong with streams or targets; nothing was started.</exception>
    public async Task StartAsync(GlipConfiguration configuration)
    {
        var tools = toolsFor(configuration);
        var problems = new List<string>();
        foreach (var settings in configuration.Streams)
        {
            try
            {
                Add(await OpenAsync(configuration, settings, tools).ConfigureAwait(false));
            }
            catch (ConfigurationException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        if (problems.Count > 0)
        {
            throw new ConfigurationException(problems);
        }

        _present = configuration;
        All().ForEach(stream => stream.Start());
    }

    /// <summary>Changes to another configuration: streams that are in both with the same settings go on undisturbed.</summary>
    /// <returns>Names of the streams that were added, changed or removed.</returns>
    /// <exception cref="ConfigurationException">Something is wrong with a stream or target: that stream is in the state <c>error</c>, the others are changed.</exception>
    public async Task<IReadOnlyList<string>> ChangeAsync(GlipConfiguration configuration)
    {
        _changing = true;
        try
        {
            return await ChangeStreamsAsync(configuration).ConfigureAwait(false);
        }
        finally
        {
            _changing = false;
            Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    /// <summary>Waits until every stream has ended; those that are switched off or cannot run may come back with another configuration.</summary>
    /// <returns>Whether everything could be analysed and written.</returns>
    public async Task<bool> WaitAsync()
    {
        var stopped = Task.Delay(Timeout.Infinite, stop.Source);
        while (!stop.IsRequested && (_changing || All().Exists(stream => stream.MayGoOn)))
        {
            await Task.WhenAny([_changed.Task, stopped, .. All().Select(stream => stream.End).Where(end => !end.IsCompleted)]).ConfigureAwait(false);
        }

        var results = await Task.WhenAll(All().Select(stream => stream.End)).ConfigureAwait(false);
        return !_failed && results.All(whole => whole);
    }

    /// <summary>To be called about once a second.</summary>
    public async Task LookAsync()
    {
        foreach (var stream in All())
        {
            await stream.LookAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stream in All())
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<string>> ChangeStreamsAsync(GlipConfiguration configuration)
    {
        var tools = toolsFor(configuration);
        var wanted = configuration.Streams.ToDictionary(stream => stream.Id, StringComparer.Ordinal);
        var changed = new List<string>();
        var problems = new List<string>();
        foreach (var stream in All().Where(stream => !IsSame(stream, wanted.GetValueOrDefault(stream.Settings.Id), configuration)))
        {
            changed.Add(stream.Settings.Id);
            await RemoveAsync(stream, wanted.GetValueOrDefault(stream.Settings.Id)).ConfigureAwait(false);
        }

        foreach (var settings in configuration.Streams.Where(stream => !_streams.ContainsKey(stream.Id)))
        {
            changed.Add(settings.Id);
            problems.AddRange(await TryAddAsync(configuration, settings, tools).ConfigureAwait(false));
        }

        _present = configuration;
        return problems.Count == 0 ? [.. changed.Distinct(StringComparer.Ordinal)] : throw new ConfigurationException(problems);
    }

    private List<RunningStream> All()
    {
        lock (_streams)
        {
            return [.. _streams.Values];
        }
    }

    private void Add(RunningStream stream)
    {
        lock (_streams)
        {
            _streams.Add(stream.Settings.Id, stream);
        }
    }

    private async Task<RunningStream> OpenAsync(GlipConfiguration configuration, StreamConfiguration settings, StreamTools tools)
    {
        var monitor = new StreamMonitor(settings.Id, tools.Log, tools.Clock);
        if (!settings.Enabled)
        {
            monitor.End(StreamState.Disabled, null);
            return new RunningStream(settings, null, monitor, stop);
        }

        if (!_numbers.TryGetValue(settings.Id, out var numbers))
        {
            _numbers[settings.Id] = numbers = new StreamNumbers();
        }

        try
        {
            var run = await new StreamOpener(configuration, tools).OpenAsync(settings, monitor, numbers, stop.Source).ConfigureAwait(false);
            return new RunningStream(settings, run, monitor, stop);
        }
        catch (UnavailableException e)
        {
            _failed = true;
            tools.View.Warn(settings.Id, e.Message);
            monitor.End(StreamState.Error, e.Message);
            return new RunningStream(settings, null, monitor, stop);
        }
    }

    private async Task<IReadOnlyList<string>> TryAddAsync(GlipConfiguration configuration, StreamConfiguration settings, StreamTools tools)
    {
        try
        {
            var stream = await OpenAsync(configuration, settings, tools).ConfigureAwait(false);
            Add(stream);
            stream.Start();
            return [];
        }
        catch (ConfigurationException e)
        {
            var monitor = new StreamMonitor(settings.Id, tools.Log, tools.Clock);
            monitor.End(StreamState.Error, e.Message);
            Add(new RunningStream(settings, null, monitor, stop));
            return e.Problems;
        }
    }

    private async Task RemoveAsync(RunningStream stream, StreamConfiguration? successor)
    {
        await stream.StopAsync(successor is { Enabled: false } ? EndReason.Disabled : EndReason.StreamEnded).ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
        lock (_streams)
        {
            _streams.Remove(stream.Settings.Id);
        }

        if (successor is null)
        {
            forget(stream.Settings.Id);
        }
    }

    private bool IsSame(RunningStream stream, StreamConfiguration? wanted, GlipConfiguration configuration) =>
        wanted is not null
        && stream.Monitor.State != StreamState.Error
        && ConfigurationView.SameStream(stream.Settings, wanted)
        && Equals(_present!.Sinks, configuration.Sinks);
}
