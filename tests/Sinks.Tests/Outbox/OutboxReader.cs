using System.Globalization;
using System.Text.Json;

namespace Glip.Sinks.Tests;

/// <summary>A subscriber that believes what the contract promises it, and fails when it is not so.</summary>
internal sealed class OutboxReader
{
    private readonly Dictionary<string, long> _lastSeq = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Stream, long Seq), (string EventId, string Type, long Skipped)> _read = [];
    private readonly HashSet<string> _started = [];
    private readonly HashSet<string> _ended = [];

    /// <summary>Events that have begun and not ended.</summary>
    public IEnumerable<string> Open => _started.Except(_ended);

    /// <summary>Sets the last number that was read of a stream.</summary>
    public long this[string stream]
    {
        set => _lastSeq[stream] = value;
    }

    public long LastSeq(string stream) => _lastSeq.GetValueOrDefault(stream);

    public bool HasRead(string streamAndSeq) => streamAndSeq.Split(' ') is [var stream, var seq] && _read.ContainsKey((stream, long.Parse(seq, CultureInfo.InvariantCulture)));

    public void Read(OutboxMessage message) => Read(message.Json());

    public void Read(JsonElement json)
    {
        var (stream, seq, skipped) = (json.GetProperty("stream").GetString()!, json.GetProperty("seq").GetInt64(), json.GetProperty("skipped").GetInt64());
        var told = (json.GetProperty("event_id").GetString()!, json.GetProperty("type").GetString()!, skipped);
        if (_read.TryGetValue((stream, seq), out var before))
        {
            Assert.Equal(before, told); // a repeat says the same
            Assert.True(json.GetProperty("replayed").GetBoolean());
            return;
        }

        Assert.Equal(LastSeq(stream) + 1 + skipped, seq);
        _lastSeq[stream] = seq;
        _read.Add((stream, seq), told);
        FollowEvent(told.Item1, told.Item2);
    }

    private void FollowEvent(string eventId, string type)
    {
        Assert.DoesNotContain(eventId, _ended);
        if (type == "start")
        {
            Assert.True(_started.Add(eventId));
        }
        else
        {
            Assert.True(_started.Contains(eventId) || LetStrangersIn, $"{type} of {eventId} came before its start");
        }

        if (type == "end")
        {
            _ended.Add(eventId);
        }
    }

    /// <summary>Whether messages of events without start are taken, as in tests that make such.</summary>
    public bool LetStrangersIn { get; init; }
}
