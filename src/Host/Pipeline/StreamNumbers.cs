using System.Collections.Immutable;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Numbers of a stream that are given out once: also when the stream is changed and begins anew and, where there is an outbox, after a restart of the program.</summary>
internal sealed class StreamNumbers
{
    private readonly Outbox? _outbox;
    private IReadOnlyList<FrameReport> _interrupted = [];
    private long _lastSeq;

    /// <param name="streamId">Name of the stream.</param>
    /// <param name="prompts">Counts its prompts.</param>
    /// <param name="outbox">Gives cameras their numbers, and keeps what is published; null for none.</param>
    public StreamNumbers(string streamId, PromptVersions prompts, Outbox? outbox = null)
    {
        (_outbox, Prompts) = (outbox, prompts);
        if (outbox?.Streams.GetValueOrDefault(streamId) is { } known)
        {
            (_lastSeq, LastTrackId) = (known.LastSeq, (int)known.LastTrackId);
            _interrupted = [.. outbox.Interrupted.Where(end => end.Stream.StreamId == streamId).Select(end => new FrameReport(end.Frame, [], [end], [], []))];
        }
    }

    /// <summary>Numbers of its prompts.</summary>
    public PromptVersions Prompts { get; }

    /// <summary>Number of the last message.</summary>
    public long LastSeq => Interlocked.Read(ref _lastSeq);

    /// <summary>Highest track id.</summary>
    public int LastTrackId { get; set; }

    /// <summary>Begins a run over a file, which counts from 1.</summary>
    public void BeginAnew()
    {
        Interlocked.Exchange(ref _lastSeq, 0);
        LastTrackId = 0;
    }

    /// <summary>The ends of events that were open when the program was last killed; the first who asks gets them.</summary>
    public IReadOnlyList<FrameReport> TakeInterrupted() => Interlocked.Exchange(ref _interrupted, []);

    /// <summary>Gives the messages of a frame their numbers.</summary>
    /// <returns>Ends when the numbers are safe, and the messages with them.</returns>
    public Task<ImmutableArray<PhraseEvent>> NumberAsync(ImmutableArray<PhraseEvent> events) => events switch
    {
        [] => Task.FromResult(events),
        [{ Stream.Kind: SourceKind.Camera }, ..] when _outbox is not null => EnterAsync(_outbox, events),
        _ when _outbox is not null => EnterAsync(_outbox, Count(events)),
        _ => Task.FromResult(Count(events)),
    };

    private ImmutableArray<PhraseEvent> Count(ImmutableArray<PhraseEvent> events) => [.. events.Select(e => e with { Seq = Interlocked.Increment(ref _lastSeq) })];

    private async Task<ImmutableArray<PhraseEvent>> EnterAsync(Outbox outbox, ImmutableArray<PhraseEvent> events)
    {
        var numbered = await outbox.EnqueueAsync(events).ConfigureAwait(false);
        Interlocked.Exchange(ref _lastSeq, numbered[^1].Seq);
        return numbered;
    }
}
