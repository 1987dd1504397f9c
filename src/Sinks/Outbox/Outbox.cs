using System.Collections.Concurrent;
using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// Keeps the events of cameras for one receiver until it has them, over restarts and power cuts. Gives each message its number; a number is safe on the disk
/// before anybody learns of it, so that it is never given twice. One program, one file, one receiver. Safe for use by several threads.
/// </summary>
/// <remarks>
/// One loop does all that came in since it last looked in one transaction, so that many messages share a flush to the disk. A disk that cannot be written
/// stops nobody: see <see cref="Problem"/>.
/// </remarks>
public sealed class Outbox : IAsyncDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_betweenExpiries = TimeSpan.FromMinutes(1);

    private readonly OutboxOptions _options;
    private readonly TimeProvider _clock;
    private readonly OutboxInbox _inbox = new();
    private readonly OutboxStorage _storage;
    private readonly OutboxMetrics _metrics;
    private readonly ConcurrentDictionary<string, long> _droppedOf = new(StringComparer.Ordinal);
    private readonly ITimer _timer;
    private readonly Task _loop;
    private volatile OutboxDelivery? _delivery;
    private volatile OutboxTotals _totals;
    private DateTimeOffset _expiredAt;
    private DateTimeOffset _triedAt;

    private Outbox(OutboxOptions options, TimeProvider clock, OutboxStorage storage)
    {
        _options = options;
        _clock = clock;
        _storage = storage;
        _totals = storage.Totals;
        _metrics = new(options.Sink, () => Totals, () => Problem is not null, clock);
        storage.Dropped = Drop;
        _timer = clock.CreateTimer(_ => _inbox.Wake(), null, s_look, s_look);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Why messages are kept in memory, in one line, such as a full disk; null when they are safe.</summary>
    public string? Problem => _storage.Problem;

    /// <summary>Streams by name, with the numbers at which they go on.</summary>
    public IReadOnlyDictionary<string, OutboxStream> Streams => _storage.Streams;

    /// <summary>What waits.</summary>
    public OutboxTotals Totals => _totals;

    /// <summary>Opens the outbox, or begins one. Events that were open when the program was last killed are ended.</summary>
    /// <param name="options">Where it is, and its bounds.</param>
    /// <param name="clock">Gives the time of storing, and ages.</param>
    /// <param name="warn">Receives one line when messages go to memory, when that ends, and when a damaged file was put aside.</param>
    /// <exception cref="ConfigurationException">The folder cannot be made.</exception>
    /// <exception cref="UnavailableException">Another program uses the file, or it cannot be read.</exception>
    public static Outbox Open(OutboxOptions options, TimeProvider clock, Action<string> warn) => Open(options, clock, warn, OutboxFile.Open);

    internal static Outbox Open(OutboxOptions options, TimeProvider clock, Action<string> warn, Func<string, SqliteDatabase> openFile)
    {
        var prepared = options with { Path = OutputFile.PrepareFolder(options.Path, "the outbox") };
        return new Outbox(prepared, clock, new OutboxStorage(prepared, clock.GetUtcNow(), warn, openFile));
    }

    /// <summary>Messages of a stream that wait.</summary>
    public long Pending(string stream) => _storage.RowsOf(stream);

    /// <summary>Messages of a stream that were discarded since the program started.</summary>
    public long Dropped(string stream) => _droppedOf.GetValueOrDefault(stream);

    /// <summary>
    /// Stores the messages of a frame, all or none, and gives them their numbers, in order. The caller waits for a flush to the disk and never for room: behind a
    /// slow disk 1,000 messages wait, above that the least important are discarded in the order of a full outbox and get nothing but their number.
    /// </summary>
    /// <param name="events">Of one stream, in order.</param>
    /// <returns>The same with their numbers, when these are safe.</returns>
    public Task<ImmutableArray<PhraseEvent>> EnqueueAsync(ImmutableArray<PhraseEvent> events)
    {
        var write = new OutboxWrite(events);
        _inbox.Add(write);
        return write.Numbered;
    }

    /// <summary>Begins to hand out messages from the oldest, as after connecting. Ends the delivery before.</summary>
    public OutboxDelivery Deliver()
    {
        var delivery = new OutboxDelivery(_inbox);
        Interlocked.Exchange(ref _delivery, delivery)?.Dispose();
        _inbox.Wake();
        return delivery;
    }

    /// <summary>Writes what was brought, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        _delivery?.Dispose();
        _inbox.Close(new ObjectDisposedException(nameof(Outbox)));
        try
        {
            await _loop.ConfigureAwait(false);
        }
        finally
        {
            _metrics.Dispose();
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
        var now = _clock.GetUtcNow();
        var work = _inbox.TakeAll();
        try
        {
            TryRecover(now);
            var turn = new OutboxTurn(_storage, work, _delivery, now) { EndedBefore = EndedBefore(now) };
            turn.Run();
            _totals = _storage.Totals;
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

    private DateTimeOffset? EndedBefore(DateTimeOffset now)
    {
        if (_options.Expiry <= TimeSpan.Zero || now - _expiredAt < s_betweenExpiries)
        {
            return null;
        }

        _expiredAt = now;
        return now - _options.Expiry;
    }

    private void Drop(OutboxDrop drop)
    {
        _droppedOf.AddOrUpdate(drop.Stream, drop.Count, (_, present) => present + drop.Count);
        _metrics.Dropped(drop);
    }
}
