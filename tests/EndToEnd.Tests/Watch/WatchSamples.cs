using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Events of the contract with other numbers.</summary>
internal static class WatchSamples
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An example as one line of JSON.</summary>
    /// <param name="name">Such as <c>start</c>.</param>
    /// <param name="changes">Members with other values.</param>
    public static string Event(string name, params (string Member, JsonNode? Value)[] changes)
    {
        var e = JsonNode.Parse(File.ReadAllBytes(Repository.Data("wire", "examples", $"event-{name}.json")))!.AsObject();
        foreach (var (member, value) in changes)
        {
            e[member] = value;
        }

        return e.ToJsonString(s_json);
    }

    /// <summary>The message that a view gets.</summary>
    public static WatchedMessage Message(string name, WatchMark mark = WatchMark.None, params (string Member, JsonNode? Value)[] changes)
    {
        var payload = Encoding.UTF8.GetBytes(Event(name, changes));
        var (e, problem) = WatchJson.Event(payload);
        return new("front_door", e ?? throw new InvalidOperationException(problem), payload, mark);
    }
}
