using System.Globalization;
using System.Text;
using Glip.Sinks;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Ten thousand messages of somebody who does not know, or does not want to know, what control topics take.</summary>
public sealed class ControlFuzzTests
{
    private const int Messages = 10_000;

    private static readonly string[] s_topics = ["prompt/set", "enabled/set", "snapshot/request", "phrase/person/threshold/set"];

    private static readonly string[] s_seeds =
    [
        "person; car", "ON", "OFF", "0.5", """{"phrases": ["person", {"phrase": "car", "enter_threshold": 0.4}], "if_version": 3, "request_id": "x"}""",
        """{"annotate": true, "request_id": "y"}""", "person. dog.", "[[[[[[[[[[[[[[", """{"phrases": [{}]}""", "1e999", "NaN", "\0", "\u202Eperson", "persón",
    ];

    [Fact]
    public async Task RandomPayloads_ProgramGoesOnAnswersAndDoesNotGrow()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still());
        await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/events");
        var random = new Random(20_240_601);
        await SendAsync(glip, random, Messages / 4);
        var before = Memory(glip);
        await SendAsync(glip, random, 3 * Messages / 4);
        var after = Memory(glip);

        await Task.Delay(TimeSpan.FromSeconds(1.1)); // what was right among them has its second
        var seen = glip.Watch.Seen.Count;
        await glip.SayAsync("glip/gate/prompt/set", """{"phrases": ["person"], "request_id": "at the end"}""");
        await Waiting.UntilAsync(() => glip.Watch.Seen.Skip(seen).Any(message => message.Topic == "glip/gate/prompt/state" && message.Json is var state
            && state.GetProperty("request_id").GetString() == "at the end" && state.GetProperty("text").GetString() == "person"));
        await glip.SayAsync("glip/gate/enabled/set", "ON");
        var events = glip.Watch.Events().Count;
        await Waiting.UntilAsync(() => glip.Watch.Events().Count > events);

        var (exitCode, _, errors) = await glip.StopAsync();
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("internal error", errors, StringComparison.Ordinal);
        Assert.True(glip.Watch.Seen.Count(message => message.Topic == "glip/gate/errors") > Messages / 10, "errors are reported");
        Assert.True(after < before * 1.3 + 64e6, $"{before / 1e6:0} MB became {after / 1e6:0} MB");
        Assert.Empty(EventOrder.Check(glip.Watch.Events()));
        glip.Watch.CheckSchemas();
    }

    private static async Task SendAsync(BrokerProgram glip, Random random, int count)
    {
        var options = new MqttOptions { Address = MqttAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"mqtt://127.0.0.1:{glip.Broker.Port}")), ClientId = "fuzz" };
        await using var connection = await new MqttConnector(options, TimeProvider.System).ConnectAsync(CancellationToken.None);
        for (var sent = 0; sent < count; sent += 100)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => connection.PublishAsync(Message(random), CancellationToken.None)));
            await glip.SayAsync("glip/gate/enabled/set", "ON"); // so that there is something to disturb
        }

        await connection.DisconnectAsync(CancellationToken.None);
    }

    private static MqttMessage Message(Random random)
    {
        var payload = random.Next(4) switch
        {
            0 => Bytes(random, random.Next(64)),
            1 => Bytes(random, random.Next(2) == 0 ? 70_000 : 3000),
            2 => Encoding.UTF8.GetBytes(s_seeds[random.Next(s_seeds.Length)]),
            _ => Damaged(random, Encoding.UTF8.GetBytes(s_seeds[random.Next(s_seeds.Length)])),
        };
        KeyValuePair<string, string>[] properties = random.Next(3) == 0 ? [new("request_id", new string((char)random.Next('!', '~'), random.Next(200)))] : [];
        return new() { Topic = $"glip/gate/{s_topics[random.Next(s_topics.Length)]}", Payload = payload, UserProperties = [.. properties] };
    }

    private static byte[] Damaged(Random random, byte[] bytes)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static double Memory(BrokerProgram glip) =>
        1024 * double.Parse(File.ReadLines($"/proc/{glip.Program.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
