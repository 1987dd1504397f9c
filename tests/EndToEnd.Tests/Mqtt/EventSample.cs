using System.Text.Json.Nodes;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Event messages for situations in which the program is hard to bring.</summary>
internal static class EventSample
{
    /// <summary>A <c>start</c> in the stream front_door.</summary>
    public static string Start(int seq, string eventId, int skipped = 0, bool replayed = false)
    {
        var json = JsonNode.Parse(File.ReadAllText(Repository.Data("wire", "examples", "event-start.json")))!;
        (json["seq"], json["event_id"], json["skipped"], json["replayed"]) = (seq, eventId, skipped, replayed);
        return json.ToJsonString();
    }
}
