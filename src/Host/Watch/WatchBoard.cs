using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>What the live table knows: bounded, whatever comes.</summary>
internal sealed class WatchBoard(MqttAddress broker, TimeProvider time)
{
    public const int MostOpen = 1000;
    private const int MostNames = 1000;
    private const int MostEnded = 100;
    private const int MostNotes = 10;

    /// <summary>Open events that may have ended unnoticed are kept for so long without a word of them.</summary>
    private static readonly TimeSpan s_doubt = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, OpenEvent> _open = [];
    private readonly SortedDictionary<string, string> _instances = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, WatchedStatus> _streams = new(StringComparer.Ordinal);
    private readonly LinkedList<WatchedMessage> _ended = new();
    private readonly LinkedList<string> _notes = new();

    public MqttAddress Broker { get; } = broker;

    public MqttLinkStatus Link { get; set; } = new(MqttLinkState.Connecting);

    /// <summary>States of programs by name.</summary>
    public IReadOnlyDictionary<string, string> Instances => _instances;

    public IReadOnlyDictionary<string, WatchedStatus> Streams => _streams;

    /// <summary>Messages shown.</summary>
    public long Shown { get; private set; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<OpenEvent> Open => [.. _open.Values.OrderBy(open => open.Age(time.GetUtcNow()))];

    /// <summary>The newest first.</summary>
    public IReadOnlyCollection<WatchedMessage> Ended => _ended;

    /// <summary>The newest last.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    public void Show(WatchedMessage message)
    {
        if (message.IsRepeat)
        {
            return;
        }

        Shown++;
        if (message.Event.Type == EventType.End)
        {
            _open.Remove(message.Event.EventId);
            _ended.AddFirst(message);
            Trim(_ended, MostEnded, fromStart: false);
        }
        else if (!message.Mark.HasFlag(WatchMark.Late))
        {
            Put(message);
        }
    }

    public void Note(string stream, SequenceFinding finding)
    {
        if (finding.Order == SequenceOrder.Anew || finding.Lost > 0)
        {
            Doubt(stream);
        }

        foreach (var line in finding.Lines(stream))
        {
            Note(line);
        }
    }

    public void Note(string line)
    {
        _notes.AddLast($"{WatchLines.Time(time.GetUtcNow(), time)}  {line}");
        Trim(_notes, MostNotes, fromStart: true);
    }

    public void Stream(string name, WatchedStatus? status) => Set(_streams, name, status);

    public void Instance(string name, string? state) => Set(_instances, name, state);

    /// <summary>Forgets open events that have most probably ended.</summary>
    public void Tidy()
    {
        var before = time.GetUtcNow() - s_doubt;
        foreach (var (id, _) in _open.Where(pair => pair.Value.IsDoubtful && pair.Value.HeardAt < before).ToList())
        {
            _open.Remove(id);
        }
    }

    private static void Set<T>(SortedDictionary<string, T> states, string name, T? state)
        where T : class
    {
        if (state is null)
        {
            states.Remove(name);
        }
        else if (states.Count < MostNames || states.ContainsKey(name))
        {
            states[name] = state;
        }
    }

    private void Put(WatchedMessage message)
    {
        _open[message.Event.EventId] = new(message.Stream, message.Event, time.GetUtcNow(), IsDoubtful: false);
        if (_open.Count > MostOpen)
        {
            _open.Remove(_open.MinBy(pair => pair.Value.HeardAt).Key);
        }
    }

    private void Doubt(string stream)
    {
        foreach (var (id, open) in _open.Where(pair => pair.Value.Stream == stream).ToList())
        {
            _open[id] = open with { IsDoubtful = true };
        }
    }

    private static void Trim<T>(LinkedList<T> list, int most, bool fromStart)
    {
        if (list.Count <= most)
        {
            return;
        }

        if (fromStart)
        {
            list.RemoveFirst();
        }
        else
        {
            list.RemoveLast();
        }
    }
}
