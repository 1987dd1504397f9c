using System.Text.Json;

namespace Glip.EndToEnd.Tests;

/// <summary>A subscriber that believes what the contract promises it, and counts when it is not so. Safe for use by several threads.</summary>
internal sealed class TortureReader
{
    /// <summary>A message that only says that all before it have arrived.</summary>
    public const string Mark = "mark";

    private readonly Lock _lock = new();
    private readonly Dictionary<TortureMessage, string?> _received = [];
    private readonly Dictionary<(string Stream, long Seq), TortureMessage> _bySeq = [];
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private int _marks;

    /// <summary>Different messages so far.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _received.Count;
            }
        }
    }

    /// <summary>How often <see cref="Mark"/> came.</summary>
    public int Marks => Volatile.Read(ref _marks);

    public int Repeats { get; private set; }

    public int OutOfOrder { get; private set; }

    /// <summary>Events that have begun and not ended.</summary>
    public IReadOnlyCollection<string> Open => _open;

    /// <summary>What was not as promised, in words.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The messages; for each end, why.</summary>
    public IReadOnlyDictionary<TortureMessage, string?> Received => _received;

    public long Last(string stream) => _last.GetValueOrDefault(stream);

    public bool Has(TortureMessage message)
    {
        lock (_lock)
        {
            return _received.ContainsKey(message);
        }
    }

    /// <param name="line">The JSON of a message.</param>
    public void Take(string line)
    {
        if (line == Mark)
        {
            Interlocked.Increment(ref _marks);
            return;
        }

        var json = JsonElement.Parse(line);
        var message = new TortureMessage(Text(json, "stream")!, json.GetProperty("seq").GetInt64(), Text(json, "event_id")!, Text(json, "type")!);
        lock (_lock)
        {
            if (_bySeq.TryGetValue((message.Stream, message.Seq), out var before))
            {
                Repeats++;
                Expect(before == message, $"{message} repeats {before}");
                return;
            }

            _bySeq.Add((message.Stream, message.Seq), message);
            _received.Add(message, Text(json, "end_reason"));
            FollowStream(message, json.GetProperty("skipped").GetInt64());
            FollowEvent(message);
        }
    }

    private static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();

    private void FollowStream(TortureMessage message, long skipped)
    {
        var last = Last(message.Stream);
        var isNext = message.Seq == last + 1 && skipped == 0;
        OutOfOrder += isNext ? 0 : 1;
        Expect(isNext, $"{message} with skipped {skipped} comes after number {last}");
        _last[message.Stream] = Math.Max(last, message.Seq);
    }

    private void FollowEvent(TortureMessage message)
    {
        Expect(!_ended.Contains(message.EventId), $"{message} comes after the end");
        Expect(message.Type == "start" ? _open.Add(message.EventId) : _open.Contains(message.EventId), $"{message} is no start, or a second one");
        if (message.Type == "end")
        {
            _open.Remove(message.EventId);
            _ended.Add(message.EventId);
        }
    }

    private void Expect(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            _faults.Add(otherwise);
        }
    }
}
