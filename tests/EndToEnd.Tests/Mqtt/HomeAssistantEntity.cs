using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>An entity of the Home Assistant that plays along.</summary>
/// <param name="Device">The message that it came in.</param>
/// <param name="Config">Its own part of it.</param>
internal sealed record HomeAssistantEntity(JsonElement Device, JsonElement Config)
{
    public string Platform => Config.GetProperty("p").GetString()!;

    public string StateTopic => Text(Platform == "image" ? "image_topic" : "state_topic")!;

    public string? CommandTopic => Text("command_topic");

    /// <summary>What there is of a member; null when there is none.</summary>
    public string? Text(string name) => Config.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>The entity's state: the payload, or what its template makes of it.</summary>
    public Task<string> StateAsync(string payload, JinjaTemplates templates) =>
        Text("value_template") is { } template ? templates.RenderAsync(template, payload) : Task.FromResult(payload);

    /// <summary>Whether all topics that it names say so; its own list goes before that of the device.</summary>
    /// <param name="latest">The last payload of a topic; null when there is none.</param>
    /// <param name="templates">Renders templates.</param>
    public async Task<bool> IsAvailableAsync(Func<string, string?> latest, JinjaTemplates templates)
    {
        var origin = Config.TryGetProperty("availability", out _) ? Config : Device;
        Assert.Equal("all", origin.GetProperty("availability_mode").GetString());
        foreach (var source in origin.GetProperty("availability").EnumerateArray())
        {
            if (latest(source.GetProperty("topic").GetString()!) is not { } payload
                || await templates.RenderAsync(source.GetProperty("value_template").GetString()!, payload) != "online")
            {
                return false;
            }
        }

        return true;
    }
}
