using System.Text;
using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Plays Home Assistant at a broker: makes entities of discovery messages, follows their states, and uses their controls.</summary>
/// <remarks>Source: home-assistant.io, "MQTT", sections "Device discovery payload" and "Birth and last will messages".</remarks>
internal sealed class HomeAssistantStandIn : IAsyncDisposable
{
    private const string Discovery = "homeassistant/device/";

    private readonly MosquittoBroker _broker;
    private readonly MosquittoSubscriber _ears;

    private HomeAssistantStandIn(MosquittoBroker broker)
    {
        _broker = broker;
        _ears = MosquittoSubscriber.Start(broker.Port, "%t %x", "-t", Discovery + "+/config", "-t", "glip/#");
    }

    public JinjaTemplates Templates { get; } = JinjaTemplates.Start();

    /// <summary>Listens; nothing that is sent from then on is missed.</summary>
    public static async Task<HomeAssistantStandIn> StartAsync(MosquittoBroker broker)
    {
        var standIn = new HomeAssistantStandIn(broker);
        await broker.WaitForLogAsync(" 1 glip/#\n");
        return standIn;
    }

    /// <summary>All messages so far: topic and payload.</summary>
    public IReadOnlyList<(string Topic, byte[] Payload)> Messages => [.. _ears.Lines.Select(line => line.Split(' ')).Select(parts => (parts[0], Convert.FromHexString(parts[1])))];

    /// <summary>The devices that there are now, by their place in the topic: the last message about each that was not empty.</summary>
    public IReadOnlyDictionary<string, JsonElement> Devices => Configs().GroupBy(config => config.Device, config => config.Payload, StringComparer.Ordinal)
        .Where(device => device.Last().Length > 0).ToDictionary(device => device.Key, device => JsonElement.Parse(device.Last()), StringComparer.Ordinal);

    /// <summary>The entities of a device: what a message does not name stays, what it names with nothing but its platform goes, an empty message ends all.</summary>
    public IReadOnlyDictionary<string, HomeAssistantEntity> Entities(string device)
    {
        var entities = new Dictionary<string, HomeAssistantEntity>(StringComparer.Ordinal);
        foreach (var (_, payload) in Configs().Where(config => config.Device == device))
        {
            if (payload.Length == 0)
            {
                entities.Clear();
                continue;
            }

            var message = JsonElement.Parse(payload);
            foreach (var component in message.GetProperty("components").EnumerateObject())
            {
                entities.Remove(component.Name);
                if (component.Value.EnumerateObject().Count() > 1)
                {
                    entities[component.Name] = new(message, component.Value);
                }
            }
        }

        return entities;
    }

    /// <summary>The last payload of a topic as text; null when there is none.</summary>
    public string? Latest(string topic) => Messages.LastOrDefault(message => message.Topic == topic).Payload is { Length: > 0 } payload ? Encoding.UTF8.GetString(payload) : null;

    /// <summary>State of an entity; null when it has none, or there is no such entity.</summary>
    public async Task<string?> StateAsync(string device, string key) =>
        Entities(device).TryGetValue(key, out var entity) && Latest(entity.StateTopic) is { } payload ? await entity.StateAsync(payload, Templates) : null;

    /// <summary>Whether there is such an entity and it is available.</summary>
    public async Task<bool> IsAvailableAsync(string device, string key) =>
        Entities(device).TryGetValue(key, out var entity) && await entity.IsAvailableAsync(Latest, Templates);

    /// <summary>Waits until an entity has a state.</summary>
    public Task WaitForStateAsync(string device, string key, string state) => Waiting.UntilAsync(async () => await StateAsync(device, key) == state);

    /// <summary>Uses the control of an entity.</summary>
    public Task SetAsync(string device, string key, string payload) => PublishAsync(Entities(device)[key].CommandTopic!, payload);

    /// <summary>Says that it has started.</summary>
    public Task SayBirthAsync() => PublishAsync("homeassistant/status", "online");

    public async ValueTask DisposeAsync()
    {
        await _ears.DisposeAsync();
        await Templates.DisposeAsync();
    }

    private IEnumerable<(string Device, byte[] Payload)> Configs() => Messages.Where(message => message.Topic.StartsWith(Discovery, StringComparison.Ordinal))
        .Select(message => (message.Topic[Discovery.Length..].Split('/')[0], message.Payload));

    private async Task PublishAsync(string topic, string payload)
    {
        var (exitCode, output) = await Shell.RunAsync($"mosquitto_pub -V 5 -q 1 -h 127.0.0.1 -p {_broker.Port} -t '{topic}' -s", payload);
        Assert.True(exitCode == 0, output);
    }
}
