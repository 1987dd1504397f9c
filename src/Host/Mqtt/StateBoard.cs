using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>
/// The present state of everything that a broker is told of, one value a topic. Nothing waits in a queue: while the broker is away newer values take the
/// place of older ones, and what is right then is sent when it is back. Safe for use by several threads.
/// </summary>
/// <param name="known">Remembers which topics have a message at the broker, so that those of an earlier run go away.</param>
/// <param name="log">Told of what the broker refuses.</param>
/// <param name="clock">Measures the pace.</param>
internal sealed class StateBoard(KnownTopics known, RunLog log, TimeProvider clock)
{
    private static readonly TimeSpan s_beforeRetry = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, BoardEntry> _entries = known.Names.ToDictionary(name => name, _ => new BoardEntry(), StringComparer.Ordinal);
    private readonly Signal _changed = new();

    /// <summary>Whether the broker does not have all of it.</summary>
    public bool IsBehind
    {
        get
        {
            lock (_lock)
            {
                return _entries.Values.Any(entry => entry.IsNew);
            }
        }
    }

    /// <summary>Says all of it: topics that are not named go away.</summary>
    /// <param name="messages">One a topic.</param>
    /// <param name="kept">Topics that keep what they say.</param>
    public void Replace(IReadOnlyCollection<BoardMessage> messages, IEnumerable<string> kept)
    {
        lock (_lock)
        {
            var named = messages.Select(message => message.Message.Topic).Concat(kept).ToHashSet(StringComparer.Ordinal);
            foreach (var (topic, entry) in _entries.Where(entry => !named.Contains(entry.Key) && !entry.Value.Goes).ToList())
            {
                TakeAway(topic, entry);
            }
        }

        foreach (var message in messages)
        {
            Set(message);
        }

        _changed.Set();
    }

    /// <summary>Says something.</summary>
    /// <param name="wanted">What.</param>
    /// <param name="again">Whether it is sent though the broker has it, as an answer to somebody.</param>
    public void Set(BoardMessage wanted, bool again = false)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(wanted.Message.Topic, out var entry))
            {
                _entries[wanted.Message.Topic] = entry = new();
            }

            if (again || entry.Goes || entry.Message is not { } message || !message.Payload.Span.SequenceEqual(wanted.Message.Payload.Span))
            {
                (entry.Message, entry.Rank, entry.Pace, entry.IsNew, entry.Goes) = (wanted.Message, wanted.Rank, wanted.Pace, true, false);
            }
        }

        _changed.Set();
    }

    /// <summary>Sends all of it again.</summary>
    /// <param name="atOnce">Whether the pace does not count, as after connecting.</param>
    public void ShowAll(bool atOnce)
    {
        lock (_lock)
        {
            foreach (var entry in _entries.Values.Where(entry => entry.Message is not null))
            {
                (entry.IsNew, entry.NotBefore) = (true, atOnce ? 0 : entry.NotBefore);
            }
        }

        _changed.Set();
    }

    /// <summary>Sends what is new now and may be sent now, in order, and waits for the answers.</summary>
    /// <returns>When to come again at the latest.</returns>
    /// <exception cref="UnavailableException">The connection has ended.</exception>
    public async Task<TimeSpan> PublishAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        var due = TakeDue();
        known.Add(due.Where(message => message.Retain && !message.Payload.IsEmpty).Select(message => message.Topic));
        var sent = due.ConvertAll(message => (Message: message, Answer: SendAsync(connection, message, cancellationToken)));
        var gone = new List<string>();
        foreach (var (message, answer) in sent)
        {
            if (Settle(message, await answer.ConfigureAwait(false)))
            {
                gone.Add(message.Topic);
            }
        }

        known.Remove(gone);
        return UntilNext();
    }

    /// <summary>Sends everything that becomes new for as long as the connection lasts.</summary>
    /// <exception cref="UnavailableException">The connection has ended.</exception>
    public async Task RunAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = await PublishAsync(connection, cancellationToken).ConfigureAwait(false);
            await _changed.WaitAsync(wait, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What the broker keeps is taken away there; of other topics the last word is still said.</summary>
    private void TakeAway(string topic, BoardEntry entry)
    {
        if (entry.Message is null or { Retain: true })
        {
            entry.Message = new MqttMessage { Topic = topic, Retain = true };
            (entry.IsNew, entry.NotBefore) = (true, 0);
        }

        if (entry.IsNew)
        {
            entry.Goes = true;
        }
        else
        {
            _entries.Remove(topic);
        }
    }

    private static Task<MqttAnswer> SendAsync(IMqttConnection connection, MqttMessage message, CancellationToken cancellationToken) =>
        connection.PublishAsync(message.ContentType == MqttContent.Jpeg ? SmallerPicture.Fitting(message, connection.MaximumPacketBytes) : message, cancellationToken);

    private List<MqttMessage> TakeDue()
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            var due = _entries.Where(entry => entry.Value.IsNew && entry.Value.NotBefore <= now).OrderBy(entry => entry.Value.Rank).ToList();
            foreach (var (_, entry) in due)
            {
                entry.IsNew = false;
                entry.NotBefore = now + Ticks(entry.Pace);
            }

            return due.ConvertAll(entry => entry.Value.Message!);
        }
    }

    /// <returns>Whether the topic is gone now.</returns>
    private bool Settle(MqttMessage message, MqttAnswer answer)
    {
        if (!answer.IsAccepted)
        {
            log.Warn(null, "the broker refuses a message", ("reason", answer.Text));
        }

        lock (_lock)
        {
            if (!_entries.TryGetValue(message.Topic, out var entry) || entry.IsNew)
            {
                return false; // something newer is to be said
            }

            if (!answer.IsAccepted && !answer.IsFinal)
            {
                (entry.IsNew, entry.NotBefore) = (true, clock.GetTimestamp() + Ticks(s_beforeRetry));
                return false;
            }

            return entry.Goes && _entries.Remove(message.Topic);
        }
    }

    private TimeSpan UntilNext()
    {
        lock (_lock)
        {
            var next = _entries.Values.Where(entry => entry.IsNew).Select(entry => entry.NotBefore).DefaultIfEmpty(long.MaxValue).Min();
            return next == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(Math.Max(0, next - clock.GetTimestamp()) / (double)clock.TimestampFrequency);
        }
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * clock.TimestampFrequency);
}
