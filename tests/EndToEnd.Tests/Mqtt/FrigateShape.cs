using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>What readers of Frigate's events rely on.</summary>
internal static class FrigateShape
{
    private static readonly IReadOnlyList<JsonElement> s_examples =
        [.. ((string[])["frigate-new.json", "frigate-update.json", "frigate-end.json"]).Select(name => JsonElement.Parse(File.ReadAllBytes(Repository.Data("wire", "examples", name))))];

    /// <summary>All members of the examples in their order, with values of the same kinds; each object from new to end, with what was told before.</summary>
    /// <param name="events">As they arrived.</param>
    /// <param name="whole">Whether nothing may be missing at the beginning, as it may where events are not kept until there is a connection.</param>
    /// <returns>Objects that have not ended.</returns>
    public static IReadOnlyCollection<string> Check(IEnumerable<JsonElement> events, bool whole = false)
    {
        var told = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var message in events)
        {
            CheckMembers(message, s_examples);
            var (before, after) = (message.GetProperty("before"), message.GetProperty("after"));
            var id = after.GetProperty("id").GetString()!;
            var isNew = message.GetProperty("type").GetString() == "new";
            Assert.Equal(isNew, before.GetProperty("false_positive").GetBoolean());
            if (told.TryGetValue(id, out var last))
            {
                Assert.False(isNew);
                Assert.True(JsonElement.DeepEquals(last, before));
            }

            Assert.True(isNew || told.ContainsKey(id) || !whole);
            told[id] = after;
            if (message.GetProperty("type").GetString() == "end")
            {
                told.Remove(id);
            }
        }

        return told.Keys;
    }

    private static void CheckMembers(JsonElement value, IReadOnlyList<JsonElement> examples)
    {
        Assert.Contains(Kind(value), examples.Select(Kind));
        if (value.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(examples[0].EnumerateObject().Select(member => member.Name), value.EnumerateObject().Select(member => member.Name));
            foreach (var member in value.EnumerateObject())
            {
                CheckMembers(member.Value, [.. examples.Select(example => example.GetProperty(member.Name))]);
            }
        }
    }

    private static JsonValueKind Kind(JsonElement value) => value.ValueKind == JsonValueKind.False ? JsonValueKind.True : value.ValueKind;
}
