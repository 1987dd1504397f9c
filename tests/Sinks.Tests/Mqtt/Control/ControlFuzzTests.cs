using System.Text;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class ControlFuzzTests
{
    private const int Payloads = 10_000;

    private static readonly ControlTopic[] s_topics =
    [
        .. WireSamples.FrontDoor.Controls(["person"]).Select(topic => WireSamples.Topics.Control(topic)!),
    ];

    private static readonly string[] s_seeds =
    [
        "person; person in a red coat; dog", "ON", "0.45", """{"annotate": true, "request_id": "a"}""",
        """{"phrases": ["dog", {"phrase": "person", "enter_threshold": 0.5, "leave_threshold": 0.4}], "if_version": 7, "request_id": "ha-42"}""",
        """{"phrases": ["\ud83d\udc15 \ud800", "\u0000", {"phrase": "x", "phrase": "y"}], "request_id": "\udc00"}""",
        "赤い車; Fußgänger; İstanbul bus; dog 🐕",
    ];

    private static readonly string[] s_words =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\"phrases\"", "\"phrase\"", "\"enter_threshold\"", "\"leave_threshold\"", "\"if_version\"", "\"request_id\"", "\"annotate\"",
        "1e999", "-1e-999", "99999999999999999999", "NaN", "0.5", "null", "true", "\"dog\"", "\"\\ud800\"", "\\u0000", ";", ". ", "dog", "\ufffe", "\u2028", "🐕", "\0", "\ufeff", "é", "\t",
    ];

    [Fact]
    public void Read_AnyPayload_GivesACommandOrATellableError()
    {
        var random = new Random(20261121);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var commands = 0;
        for (var i = 0; i < Payloads; i++)
        {
            var payload = Payload(random);
            var topic = s_topics[random.Next(s_topics.Length)];
            var message = new ControlMessage(topic, payload) { RequestId = random.Next(10) == 0 ? Encoding.Latin1.GetString(payload) : null };

            var reading = ControlReader.Read(message, WireSamples.Prompt, WireSamples.Defaults);

            commands += reading.IsCommand ? 1 : 0;
            if (reading.Error is { } error)
            {
                codes.Add(error.Code);
                AssertTellable(topic, error, thorough: i % 10 == 0);
            }
        }

        Assert.InRange(commands, 100, Payloads - 100);
        Assert.Superset(new HashSet<string>(["invalid_utf8", "invalid_json", "empty", "invalid_character", "duplicate_phrase", "invalid_threshold", "invalid_value"], StringComparer.Ordinal), codes);
    }

    private static void AssertTellable(ControlTopic topic, ControlError error, bool thorough)
    {
        var refused = new RefusedControl(error, Samples.Now);
        var state = new PromptStateMessage
        {
            Stream = topic.Stream,
            Prompt = WireSamples.Prompt,
            AppliedAt = Samples.Now,
            Origin = PromptOrigin.File,
            Model = WireSamples.Model,
            Error = refused,
        };

        var (told, inState) = (new ControlErrorMessage(topic, refused).ToJson(), state.ToJson());

        Assert.True(PayloadText.IsClean(error.Message), error.Message);
        if (thorough)
        {
            Assert.Empty(WireExample.Check("control_error", told));
            Assert.Empty(WireExample.Check("prompt_state", inState));
        }
    }

    private static byte[] Payload(Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                var bytes = new byte[random.Next(200)];
                random.NextBytes(bytes);
                return bytes;
            case 1:
                return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => s_words[random.Next(s_words.Length)])));
            case 2:
                return Encoding.UTF8.GetBytes(Nested(random));
            default:
                var seed = Encoding.UTF8.GetBytes(s_seeds[random.Next(s_seeds.Length)]);
                for (var i = random.Next(4); i > 0; i--)
                {
                    FuzzDamage.Apply(random, seed);
                }

                return seed;
        }
    }

    private static string Nested(Random random)
    {
        var depth = random.Next(1, 3000);
        return random.Next(2) == 0
            ? string.Concat(Enumerable.Repeat("{\"phrases\":", depth)) + "1" + new string('}', depth)
            : "{\"phrases\":" + new string('[', depth) + new string(']', depth) + "}";
    }
}
