using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// Gives the messages of cameras their numbers, and keeps messages for each receiver until it has them, over restarts and power cuts. A number is safe on the
/// disk before anybody learns of it, so that it is never given twice. One program, one file, any number of receivers. Safe for use by several threads.
/// </summary>
/// <remarks>
/// One loop does all that came in since it last looked in one transaction, so that many messages and all receivers share a flush to the disk. A receiver that is
/// away only fills its own bound. A disk that cannot be written stops nobody: see <see cref="Problem"/>.
/// </remarks>
public sealed class Outbox : IAsyncDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_betweenExpiries = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock;
    private readonly OutboxInbox _inbox = new();
    private readonly OutboxStorage _storage;
    private readonly Dictionary<string, OutboxLane> _lanes;
    private readonly ITimer _timer;
    private readonly Task _loop;
    private DateTimeOffset _expiredAt;
    private DateTimeOffset _triedAt;

    private Outbox(OutboxOptions options, TimeProvider clock, OutboxStorage storage)
    {
        _clock = clock;
        _storage = storage;
        _lanes = options.Receivers.ToDictionary(receiver => receiver.Name, receiver => new OutboxLane(receiver, () => Problem is not null, clock), StringComparer.Ordinal);
        Count();
        storage.Dropped = drop => _lanes[drop.Receiver].Note(drop);
        _timer = clock.CreateTimer(_ => _inbox.Wake(), null, s_look, s_look);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Why messages are kept in memory, in one line, such as a full disk; null when they are safe.</summary>
    public string? Problem => _storage.Problem;

    /// <summary>Streams by name, with the numbers at which they go on.</summary>
    public IReadOnlyDictionary<string, OutboxStream> Streams => _storage.Streams;

    /// <summary>The ends of events that were open when the program was last killed, numbered, in order: all receivers get them before anything else.</summary>
    public ImmutableArray<PhraseEvent> Interrupted => _storage.Interrupted;

    /// <summary>Opens the outbox, or begins one. Events that were open when the program was last killed are ended.</summary>
    /// <param name="options">Where it is, and for whom.</param>
    /// <param name="clock">Gives the time of storing, and ages.</param>
    /// <param name="warn">
    /// Receives one line when messages go to memory, when that ends, when a file that cannot be used was put aside, and for each receiver that is not configured any
    /// more and had messages waiting.
    /// </param>
    /// <exception cref="ConfigurationException">The folder cannot be made.</exception>
    /// <exception cref="UnavailableException">Another program uses the file, or it cannot be read.</exception>
    public static Outbox Open(OutboxOptions options, TimeProvider clock, Action<string> warn) => Open(options, clock, warn, OutboxFile.Open);

    internal static Outbox Open(OutboxOptions options, TimeProvider clock, Action<string> warn, Func<string, SqliteDatabase> openFile)
    {
        var prepared = options with { Path = OutputFile.PrepareFolder(options.Path, "the outbox") };
        return new Outbox(prepared, clock, new OutboxStorage(prepared, clock.GetUtcNow(), warn, openFile));
    }

    /// <summary>What waits for a receiver.</summary>
    public OutboxTotals Totals(string receiver) => _lanes[receiver].Totals;

    /// <summary>Messages of a stream that wait for a receiver.</summary>
    public long Pending(string receiver, string stream) => _storage.RowsOf(receiver, stream);

    /// <summary>Messages of a stream that were discarded for a receiver since the program started.</summary>
    public long Dropped(string receiver, string stream) => _lanes[receiver].Dropped(stream);

    /// <summary>
    /// Stores the messages of a frame for every receiver, all or none, and gives those of cameras their numbers, in order. The caller waits for a flush to the disk
    /// and never for room: behind a slow disk 1,000 messages wait, above that the least important are discarded in the order of a full outbox and get nothing but
    /// their number.
    /// </summary>
    /// <param name="events">Of one stream, in order; those of files have their numbers, from 1 in every run.</param>
    /// <returns>The same with their numbers, when these are safe.</returns>
    /// <exception cref="ArgumentException">A message of a file has no number.</exception>
    public Task<ImmutableArray<PhraseEvent>> EnqueueAsync(ImmutableArray<PhraseEvent> events)
    {
        if (events.Any(each => each is { Stream.Kind: SourceKind.File, Seq: < 1 }))
        {
            throw new ArgumentException("Messages of files bring their numbers, from 1.", nameof(events));
        }

        var write = new OutboxWrite(events);
        _inbox.Add(write);
        return write.Numbered;
    }

    /// <summary>Begins to hand out a receiver's messages from the oldest, as after connecting. Ends its delivery before.</summary>
    public OutboxDelivery Deliver(string receiver)
    {
        var delivery = new OutboxDelivery(receiver, _inbox);
        _lanes[receiver].Begin(delivery);
        _inbox.Wake();
        return delivery;
    }

    /// <summary>Writes what was brought, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        Each(lane => lane.Delivery?.Dispose());
        _inbox.Close(new ObjectDisposedException(nameof(Outbox)));
        try
        {
            await _loop.ConfigureAwait(false);
        }
        finally
        {
            Each(lane => lane.Dispose());
            _storage.Dispose();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var _ in _inbox.Woken.ConfigureAwait(false))
            {
                Turn();
            }

            Turn();
        }
        catch (Exception e)
        {
            _inbox.Close(e); // our own mistake, or nothing can be renamed: those who bring messages learn of it
            _inbox.TakeAll().Writes.ForEach(write => write.Fail(e));
            throw;
        }
    }

    private void Turn()
    {
        var deliveries = _lanes.Values.Select(lane => lane.Delivery).OfType<OutboxDelivery>().ToList(); // first: what those before them left is then in the inbox
        var work = _inbox.TakeAll();
        var now = _clock.GetUtcNow(); // last: no work is of a later time
        try
        {
            TryRecover(now);
            var turn = new OutboxTurn(_storage, work, deliveries, now) { Expires = IsTimeToExpire(now) };
            turn.Run();
            Count();
            turn.Tell();
        }
        catch (Exception e)
        {
            work.Writes.ForEach(write => write.Fail(e));
            throw;
        }
    }

    private void TryRecover(DateTimeOffset now)
    {
        if (Problem is null)
        {
            _triedAt = now;
        }
        else if (now - _triedAt >= s_look)
        {
            _triedAt = now;
            _storage.TryRecover(now);
        }
    }

    private bool IsTimeToExpire(DateTimeOffset now)
    {
        var isTime = now - _expiredAt >= s_betweenExpiries;
        _expiredAt = isTime ? now : _expiredAt;
        return isTime;
    }

    private void Count() => Each(lane => lane.Totals = _storage.Totals(lane.Receiver));

    private void Each(Action<OutboxLane> action)
    {
        foreach (var lane in _lanes.Values)
        {
            action(lane);
        }
    }
}
