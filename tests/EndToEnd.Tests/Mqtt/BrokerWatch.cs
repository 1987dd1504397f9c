using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Sees all that is said at a broker, and checks what is JSON against its schema.</summary>
internal sealed class BrokerWatch : IAsyncDisposable
{
    private static readonly JsonSchema s_event = JsonSchema.Load(Repository.Data("wire", "event.schema.json"));
    private static readonly JsonElement s_messages = JsonElement.Parse(File.ReadAllBytes(Repository.Data("wire", "messages.schema.json"))).GetProperty("$defs");

    private readonly MosquittoSubscriber _subscriber;
    private readonly List<SeenMessage> _seen = [];
    private int _read;

    private BrokerWatch(MosquittoSubscriber subscriber) => _subscriber = subscriber;

    /// <summary>All messages so far.</summary>
    public IReadOnlyList<SeenMessage> Seen
    {
        get
        {
            lock (_seen)
            {
                foreach (var line in _subscriber.Lines.Skip(_read))
                {
                    _seen.Add(SeenMessage.Parse(line));
                    _read++;
                }

                return [.. _seen];
            }
        }
    }

    /// <summary>The events so far, in order.</summary>
    public IReadOnlyList<JsonElement> Events(string stream = "gate") => [.. Seen.Where(message => message.Topic == $"glip/{stream}/events").Select(message => message.Json)];

    public static async Task<BrokerWatch> StartAsync(MosquittoBroker broker)
    {
        var watch = new BrokerWatch(MosquittoSubscriber.Start(broker.Port, SeenMessage.Format, "-t", "#", "-i", $"watch-{Guid.NewGuid():N}"));
        await broker.WaitForLogAsync("Sending SUBACK to watch-");
        return watch;
    }

    /// <summary>Waits for a message, be it one that came before.</summary>
    public async Task<SeenMessage> WaitAsync(Func<SeenMessage, bool> condition)
    {
        SeenMessage? found = null;
        await Waiting.UntilAsync(() => (found = Seen.FirstOrDefault(condition)) is not null);
        return found!;
    }

    /// <summary>Waits until a topic says something.</summary>
    public Task<SeenMessage> WaitAsync(string topic, string payload) => WaitAsync(message => message.Topic == topic && message.Text == payload);

    /// <summary>Waits until the last word of a topic is so.</summary>
    public Task WaitForLastAsync(string topic, Func<SeenMessage, bool> condition) => Waiting.UntilAsync(() => Last(topic) is { } last && condition(last));

    /// <summary>The last word of a topic; null when nothing was said there.</summary>
    public SeenMessage? Last(string topic) => Seen.LastOrDefault(message => message.Topic == topic);

    /// <summary>Checks every message so far against the schema of its topic.</summary>
    public void CheckSchemas()
    {
        foreach (var message in Seen.Where(message => message.Payload.Length > 0 && !message.Topic.EndsWith("/set", StringComparison.Ordinal)))
        {
            if (SchemaOf(message.Topic) is { } schema)
            {
                Assert.Empty(schema.Check(message.Json));
            }
        }
    }

    public ValueTask DisposeAsync() => _subscriber.DisposeAsync();

    private static JsonSchema? SchemaOf(string topic) => topic.Split('/') switch
    {
        ["glip", _, "events"] => s_event,
        ["glip", "instance", ..] => null,
        ["glip", _, "status"] => Part("stream_status"),
        ["glip", _, "prompt", "state"] => Part("prompt_state"),
        ["glip", _, "errors"] => Part("control_error"),
        _ => null,
    };

    private static JsonSchema Part(string name) => new($$"""{ "$ref": "#/$defs/{{name}}", "$defs": {{s_messages.GetRawText()}} }""");
}
