using System.Text.Json;

namespace Glip.EndToEnd.Tests;

/// <summary>What a subscriber may rely on.</summary>
internal static class EventOrder
{
    /// <summary>Messages of one stream: numbers without gaps but for repeats, each event from start to end.</summary>
    /// <param name="events">As they arrived.</param>
    /// <param name="first">Number that is expected first.</param>
    /// <returns>Events that have not ended.</returns>
    public static IReadOnlyCollection<string> Check(IEnumerable<JsonElement> events, long first = 1)
    {
        var (last, open, ended) = (first - 1, new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var message in events)
        {
            var (seq, id, type) = (message.GetProperty("seq").GetInt64(), message.GetProperty("event_id").GetString()!, message.GetProperty("type").GetString());
            if (seq <= last)
            {
                continue; // a repeat
            }

            Assert.Equal(seq, last + 1 + message.GetProperty("skipped").GetInt64());
            last = seq;
            Assert.DoesNotContain(id, ended);
            Assert.Equal(type == "start", open.Add(id));
            if (type == "end")
            {
                open.Remove(id);
                ended.Add(id);
            }
        }

        return open;
    }
}
