using Glip.Core;

namespace Glip.Host;

/// <summary>All streams of the program: starts those of a configuration, and changes to another one, or to other prompts, without touching what stays the same.</summary>
internal sealed class StreamSet : IHealthView, IAsyncDisposable
{
    private readonly StreamTable _streams = new();
    private readonly StreamStarter _starter;
    private readonly StreamSwitch _switch;
    private readonly SetValues _set;
    private readonly Func<GlipConfiguration, StreamTools> _toolsFor;
    private readonly StopSignal _stop;
    private readonly SemaphoreSlim _turn = new(1, 1); // not disposed of: a change may still hold it
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GlipConfiguration? _present;
    private volatile bool _changing;

    /// <param name="toolsFor">What the streams of a configuration share.</param>
    /// <param name="forget">Told of streams that are no more.</param>
    /// <param name="stop">Stops all of them.</param>
    /// <param name="books">What outlives them.</param>
    public StreamSet(Func<GlipConfiguration, StreamTools> toolsFor, Action<string> forget, StopSignal stop, RunBooks books)
    {
        (_toolsFor, _stop) = (toolsFor, stop);
        _set = new(books.Memory);
        _starter = new(books, stop);
        _switch = new(_streams, _starter, forget);
        Control = new(this, _set, books.Clock);
    }

    /// <summary>Changes them as somebody outside wishes.</summary>
    public StreamControl Control { get; }

    /// <summary>Called after every change of what is sought, where, or whether; must not wait.</summary>
    public Action? Changed { get; set; }

    public bool Ready => _present is not null && !_stop.IsRequested;

    public IReadOnlyList<StreamStatus> Streams => [.. _streams.All.Select(stream => stream.Monitor.Status()).OrderBy(status => status.StreamId, StringComparer.Ordinal)];

    /// <summary>All streams as they are to be told of, by name.</summary>
    public IReadOnlyList<StreamView> Views() =>
    [
        .. _streams.All.OrderBy(stream => stream.Settings.Id, StringComparer.Ordinal).Select(stream => _starter.View(stream) with { FromFile = _set.IsFromFile(stream.Settings.Id), RequestId = Control.RequestIdOf(stream.Settings.Id) }),
    ];

    /// <summary>A stream that is there.</summary>
    /// <exception cref="UnavailableException">There is no such stream.</exception>
    public RunningStream Find(string streamId) => (_present is null ? null : _streams.Find(streamId)) ?? throw new UnavailableException($"there is no stream '{streamId}'");

    /// <summary>A stream as the configuration file has it.</summary>
    public StreamConfiguration Configured(string streamId) => _present!.Streams.First(stream => stream.Id == streamId);

    /// <summary>The prompt of a stream under its present number.</summary>
    public Prompt PromptOf(RunningStream stream) => _starter.View(stream).Prompt;

    /// <summary>Opens all streams of a configuration and starts them when none of their settings is wrong.</summary>
    /// <exception cref="ConfigurationException">Something is wrong with streams or targets; nothing was started.</exception>
    public async Task StartAsync(GlipConfiguration configuration)
    {
        var tools = _toolsFor(configuration);
        var problems = new List<string>();
        foreach (var settings in configuration.Streams.Select(_set.Apply))
        {
            try
            {
                var prepared = settings.Enabled ? _starter.Prepare(settings, tools) : null;
                _streams.Add(await _starter.OpenAsync(configuration, settings, prepared, tools).ConfigureAwait(false));
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
        _set.Clean(configuration);
        Changed?.Invoke();
        _streams.All.ForEach(stream => stream.Start());
    }

    /// <summary>
    /// Changes to another configuration. Streams that are in both with the same settings go on undisturbed; cameras of which only prompt,
    /// thresholds, zones, lines or times differ go on with the new ones, without a new connection; others begin anew.
    /// </summary>
    /// <exception cref="ConfigurationException">
    /// A prompt or a file of thresholds is wrong, and nothing has changed; or a source or target is, and that stream is in the state <c>error</c>, the others are changed.
    /// </exception>
    public Task<StreamChanges> ChangeAsync(GlipConfiguration configuration) => InTurnAsync(() => ChangeStreamsAsync(configuration));

    /// <summary>Waits until every stream has ended; those that are switched off or cannot run may come back with another configuration.</summary>
    /// <returns>Whether everything could be analysed and written.</returns>
    public async Task<bool> WaitAsync()
    {
        var stopped = Task.Delay(Timeout.Infinite, _stop.Source);
        while (!_stop.IsRequested && (_changing || _streams.All.Exists(stream => stream.MayGoOn)))
        {
            await Task.WhenAny([_changed.Task, stopped, .. _streams.All.Select(stream => stream.End).Where(end => !end.IsCompleted)]).ConfigureAwait(false);
        }

        var results = await Task.WhenAll(_streams.All.Select(stream => stream.End)).ConfigureAwait(false);
        return !_starter.Failed && results.All(whole => whole);
    }

    /// <summary>To be called about once a second.</summary>
    public async Task LookAsync()
    {
        foreach (var stream in _streams.All)
        {
            await stream.LookAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stream in _streams.All)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<StreamChanges> ChangeStreamsAsync(GlipConfiguration configuration)
    {
        var tools = _toolsFor(configuration);
        var sameSinks = Equals(_present!.Sinks, configuration.Sinks);
        var wanted = configuration.Streams.Select(_set.Apply).Where(settings => !sameSinks || !IsPresent(settings, tools)).ToList();
        var changes = await _switch.ChangeAsync(configuration, wanted, sameSinks, tools).ConfigureAwait(false);
        _present = configuration;
        _set.Clean(configuration);
        return changes.Problems.IsEmpty ? changes : throw new ConfigurationException(changes.Problems);
    }

    /// <summary>Whether a stream has such settings. What a file of thresholds says belongs to them.</summary>
    private bool IsPresent(StreamConfiguration wanted, StreamTools tools) =>
        _streams.Find(wanted.Id) is { } stream
        && stream.Monitor.State != StreamState.Error
        && ConfigurationView.SameStream(stream.Settings, wanted)
        && (wanted.Calibration is null || !wanted.Enabled || ConfigurationView.SamePrompt(stream.InForce.Prompt, CalibratedThresholds.Apply(wanted, tools.Scheduler.Detector.Model, _ => { }).Prompt));

    /// <summary>Gives a stream other settings. To be called in turn.</summary>
    /// <exception cref="ConfigurationException">The model cannot look for its prompt; nothing has changed.</exception>
    public async Task ReplaceAsync(StreamConfiguration wanted)
    {
        var tools = _toolsFor(_present!);
        if (!wanted.Enabled)
        {
            _starter.Prepare(wanted, tools); // so that a prompt is refused now, not when the stream is switched on
        }

        var changes = await _switch.ChangeAsync(_present!, [wanted], mayStay: true, tools).ConfigureAwait(false);
        if (!changes.Problems.IsEmpty)
        {
            throw new UnavailableException(changes.Problems[0]);
        }
    }

    /// <summary>One change after the other, on a thread of its own: reading a prompt takes the model a while.</summary>
    public async Task<T> InTurnAsync<T>(Func<Task<T>> change)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        _changing = true;
        try
        {
            return await Task.Run(change).ConfigureAwait(false);
        }
        finally
        {
            _changing = false;
            Changed?.Invoke();
            Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            _turn.Release();
        }
    }
}
