using Glip.Core;

namespace Glip.Host;

/// <summary>All streams of the program: starts those of a configuration, and changes to another one, or to other prompts, without touching what stays the same.</summary>
internal sealed class StreamSet : IHealthView, IAsyncDisposable
{
    private readonly StreamTable _streams = new();
    private readonly StreamStarter _starter;
    private readonly StreamSwitch _switch;
    private readonly SetPrompts _set = new();
    private readonly ChangePace _pace;
    private readonly Func<GlipConfiguration, StreamTools> _toolsFor;
    private readonly StopSignal _stop;
    private readonly SemaphoreSlim _turn = new(1, 1); // not disposed of: a change may still hold it
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GlipConfiguration? _present;
    private volatile bool _changing;

    /// <param name="toolsFor">What the streams of a configuration share.</param>
    /// <param name="forget">Told of streams that are no more.</param>
    /// <param name="stop">Stops all of them.</param>
    /// <param name="clock">Measures how fast prompts are changed.</param>
    public StreamSet(Func<GlipConfiguration, StreamTools> toolsFor, Action<string> forget, StopSignal stop, TimeProvider clock)
    {
        (_toolsFor, _stop) = (toolsFor, stop);
        _starter = new(stop);
        _switch = new(_streams, _starter, forget);
        _pace = new(clock);
    }

    public bool Ready => _present is not null && !_stop.IsRequested;

    public IReadOnlyList<StreamStatus> Streams => [.. _streams.All.Select(stream => stream.Monitor.Status()).OrderBy(status => status.StreamId, StringComparer.Ordinal)];

    /// <summary>Opens all streams of a configuration and starts them when none of their settings is wrong.</summary>
    /// <exception cref="ConfigurationException">Something is wrong with streams or targets; nothing was started.</exception>
    public async Task StartAsync(GlipConfiguration configuration)
    {
        var tools = _toolsFor(configuration);
        var problems = new List<string>();
        foreach (var settings in configuration.Streams)
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

    /// <summary>Sets the prompt of a stream, until the configuration file says something else about it. Its decoys stay. The model reads it first; then it takes over between two frames.</summary>
    /// <param name="streamId">Name of the stream.</param>
    /// <param name="prompt">Phrases and thresholds.</param>
    /// <param name="ifVersion">Number that the present prompt must have; null for any.</param>
    /// <returns>When it is in force, or was refused.</returns>
    /// <exception cref="UnavailableException">There is no such stream.</exception>
    public Task<PromptAnswer> SetPromptAsync(string streamId, Prompt prompt, int? ifVersion) => SetAsync(streamId, stream =>
    {
        PromptWish.CheckVersion(_starter.PromptOf(stream).Version, ifVersion);
        return prompt.WithDecoysOf(_set.FromFile(stream.Settings));
    });

    /// <summary>Sets the enter threshold of one phrase in the same way; the leave threshold keeps its distance, and the prompt its number.</summary>
    /// <param name="streamId">Name of the stream.</param>
    /// <param name="slug">Short name of the phrase.</param>
    /// <param name="enterThreshold">In [0.01, 1].</param>
    /// <returns>When it is in force, or was refused.</returns>
    /// <exception cref="UnavailableException">There is no such stream.</exception>
    public Task<PromptAnswer> SetThresholdAsync(string streamId, string slug, float enterThreshold) =>
        SetAsync(streamId, stream => PromptWish.WithThreshold(stream.InForce.Prompt, slug, enterThreshold));

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

    private async Task<PromptAnswer> SetAsync(string streamId, Func<RunningStream, Prompt> wish)
    {
        if (!await _pace.PassAsync(streamId).ConfigureAwait(false))
        {
            return Answer(streamId, new PromptException("busy", null, "another change came within a second, and is made instead; expected one change a second"));
        }

        return await InTurnAsync(async () =>
        {
            try
            {
                await SetAsync(Find(streamId), wish(Find(streamId))).ConfigureAwait(false);
                return Answer(streamId, null);
            }
            catch (PromptException e)
            {
                return Answer(streamId, e);
            }
        }).ConfigureAwait(false);
    }

    private async Task SetAsync(RunningStream stream, Prompt prompt)
    {
        if (ConfigurationView.SamePrompt(stream.InForce.Prompt, prompt))
        {
            return;
        }

        var before = stream.Settings;
        await _switch.ChangeAsync(_present!, [SetPrompts.With(before, prompt)], mayStay: true, _toolsFor(_present!)).ConfigureAwait(false);
        _set.Keep(before, prompt);
    }

    private RunningStream Find(string streamId) => (_present is null ? null : _streams.Find(streamId)) ?? throw new UnavailableException($"there is no stream '{streamId}'");

    private PromptAnswer Answer(string streamId, PromptException? error) => new(_starter.PromptOf(Find(streamId)), _set.IsFromFile(streamId), error);

    /// <summary>One change after the other, on a thread of its own: reading a prompt takes the model a while.</summary>
    private async Task<T> InTurnAsync<T>(Func<Task<T>> change)
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
            Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            _turn.Release();
        }
    }
}
