using System.Collections.Concurrent;
using Glip.Core;

namespace Glip.Host;

/// <summary>Makes streams out of their settings, and keeps the numbers of each, which outlive it.</summary>
/// <param name="books">What outlives them.</param>
/// <param name="stop">Stops all of them.</param>
internal sealed class StreamStarter(RunBooks books, StopSignal stop)
{
    private readonly ConcurrentDictionary<string, StreamNumbers> _numbers = new(StringComparer.Ordinal);

    /// <summary>Whether a source could not be had.</summary>
    public bool Failed { get; private set; }

    /// <summary>A stream as it is to be told of, with the numbers that it has.</summary>
    public StreamView View(RunningStream stream)
    {
        var numbers = NumbersOf(stream.Settings.Id);
        return new(stream.InForce, numbers.Prompts.Numbered(stream.InForce.Prompt), stream.Monitor.Status()) { AppliedAt = numbers.Prompts.AppliedAt, LastSeq = numbers.LastSeq };
    }

    /// <inheritdoc cref="PreparedStream.Of"/>
    public PreparedStream Prepare(StreamConfiguration settings, StreamTools tools) => PreparedStream.Of(settings, tools, NumbersOf(settings.Id));

    /// <summary>Makes several streams ready that are switched on.</summary>
    /// <exception cref="ConfigurationException">Something is wrong with one of them; nothing is changed by it.</exception>
    public Dictionary<string, PreparedStream> PrepareAll(IEnumerable<StreamConfiguration> streams, StreamTools tools)
    {
        var prepared = new Dictionary<string, PreparedStream>(StringComparer.Ordinal);
        var refusals = new List<ConfigurationException>();
        foreach (var settings in streams.Where(stream => stream.Enabled))
        {
            try
            {
                prepared.Add(settings.Id, Prepare(settings, tools));
            }
            catch (ConfigurationException e)
            {
                refusals.Add(e);
            }
        }

        return refusals switch
        {
            [] => prepared,
            [var only] => throw only, // as it is: it may be a PromptException
            _ => throw new ConfigurationException([.. refusals.SelectMany(refusal => refusal.Problems)]),
        };
    }

    /// <summary>Opens a stream, ready to be started.</summary>
    /// <param name="configuration">Where results go.</param>
    /// <param name="settings">The stream.</param>
    /// <param name="prepared">The same, ready; null when it is switched off.</param>
    /// <param name="tools">What it shares with others.</param>
    /// <exception cref="ConfigurationException">A source or target is wrong.</exception>
    public async Task<RunningStream> OpenAsync(GlipConfiguration configuration, StreamConfiguration settings, PreparedStream? prepared, StreamTools tools)
    {
        var monitor = new StreamMonitor(settings.Id, tools.Log, tools.Clock);
        var numbers = NumbersOf(settings.Id);
        numbers.Prompts.Accept(prepared?.InForce.Prompt ?? numbers.Prompts.Numbered(settings.Prompt));
        if (prepared is null)
        {
            monitor.End(StreamState.Disabled, null);
            return new RunningStream(settings, null, monitor, stop);
        }

        try
        {
            var run = await new StreamOpener(configuration, tools).OpenAsync(prepared, monitor, numbers, stop.Source).ConfigureAwait(false);
            return new RunningStream(settings, run, monitor, stop);
        }
        catch (UnavailableException e)
        {
            Failed = true;
            tools.View.Warn(settings.Id, e.Message);
            return Broken(settings, monitor, e);
        }
    }

    /// <summary>A stream that cannot run, with the reason.</summary>
    public RunningStream Broken(StreamConfiguration settings, StreamMonitor monitor, GlipException reason)
    {
        monitor.End(StreamState.Error, reason.Message);
        return new RunningStream(settings, null, monitor, stop);
    }

    private StreamNumbers NumbersOf(string streamId) =>
        _numbers.GetOrAdd(streamId, id => new StreamNumbers(id, new PromptVersions(id, books.Memory, books.Clock), books.Outbox));
}
