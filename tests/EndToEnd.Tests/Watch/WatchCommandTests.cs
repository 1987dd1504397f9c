using System.Text;
using Glip.Testing;
using static Glip.EndToEnd.Tests.WatchSamples;

namespace Glip.EndToEnd.Tests;

public sealed class WatchCommandTests
{
    [Fact]
    public async Task Lines_Events_AreOneLineEach()
    {
        await using var broker = await WatchedBroker.StartAsync();
        await using var program = await broker.WatchAsync("--count", "5");

        await broker.PublishAsync(Event("start"), Event("update"), Event("replayed", ("seq", 20420)), Event("line-cross", ("seq", 20421), ("skipped", 0)), Event("end", ("seq", 20422)));

        var (exitCode, output, errors) = await program.WaitAsync();
        Assert.Equal((0, $"glip: connected to the broker mqtt://127.0.0.1:{broker.Broker.Port}\n"), (exitCode, errors));
        Assert.Equal(
            [
                "front_door  start       person 0.66  track 4183",
                "front_door  update      person in a red coat 0.74  track 4183  (phrase, active, best)",
                "front_door  zone enter  person in a red coat 0.69  track 4183  lawn  replayed",
                "front_door  line        person in a red coat 0.69  track 4183  doorstep in",
                "front_door  end         person in a red coat 0.74  track 4183  after 43.8 s (left the picture)",
            ],
            Lines(output).Select(line => line[(line.IndexOf("  ", StringComparison.Ordinal) + 2)..]));
    }

    [Fact]
    public async Task Json_Events_AreWhatWasPublished()
    {
        await using var broker = await WatchedBroker.StartAsync();
        await using var program = await broker.WatchAsync("--json", "--count", "3");
        string[] events = [Event("start", ("phrase", "赤い車"), ("later_member", "x")), Event("update", ("seq", 20420)), Event("end", ("seq", 20426), ("skipped", 5))];

        await broker.PublishAsync(events[0], events[0], events[1], events[2]);

        var (exitCode, output, errors) = await program.WaitAsync();
        Assert.Equal(0, exitCode);
        Assert.Equal(events, Lines(output));
        Assert.Equal(
            [
                "glip: duplicate: message 20418 of front_door came again",
                "glip: gap: 1 message of front_door was lost (20419)",
                "glip: 5 messages of front_door discarded on purpose by the sender (20421 to 20425)",
            ],
            Lines(errors).Skip(1));
    }

    [Fact]
    public async Task Json_EventOverSeveralLines_BecomesOne()
    {
        await using var broker = await WatchedBroker.StartAsync();
        await using var program = await broker.WatchAsync("--json", "--count", "1");

        await broker.PublishAsync(await File.ReadAllTextAsync(Repository.Data("wire", "examples", "event-start.json")));

        Assert.Single(Lines((await program.WaitAsync()).Output));
    }

    [Fact]
    public async Task Lines_NumbersOutOfLine_AreTold()
    {
        await using var broker = await WatchedBroker.StartAsync();
        await using var program = await broker.WatchAsync("--count", "4");

        await broker.PublishAsync(
            Event("start", ("seq", 411)), Event("update", ("seq", 415)), Event("update", ("seq", 415)), Event("update", ("seq", 418), ("skipped", 2)),
            Event("start", ("seq", 1), ("event_id", "01a1fd62-5804-7b21-8f3a-000000000000")));

        var lines = Lines((await program.WaitAsync()).Output);
        Assert.Equal("gap: 3 messages of front_door were lost (412 to 414)", lines[1]);
        Assert.EndsWith("(phrase, active, best)  duplicate", lines[3], StringComparison.Ordinal);
        Assert.Equal("2 messages of front_door discarded on purpose by the sender (416 to 417)", lines[4]);
        Assert.Equal("numbering of front_door begins anew at 1", lines[6]);
        Assert.Equal(8, lines.Length);
    }

    [Fact]
    public async Task Filters_HideEventsButNoGaps()
    {
        await using var broker = await WatchedBroker.StartAsync();
        await using var program = await broker.WatchAsync("--stream", "front_door", "--phrase", "Person in a  red coat", "--type", "start", "--type", "end", "--count", "2");

        await broker.PublishToAsync("glip/yard/events", Encoding.UTF8.GetBytes(Event("start")));
        await broker.PublishAsync(
            Event("start", ("seq", 1)), Event("file-start", ("seq", 2)), Event("update", ("seq", 3)), Event("update", ("seq", 5)), Event("end", ("seq", 6)));

        var lines = Lines((await program.WaitAsync()).Output);
        Assert.Equal(3, lines.Length);
        Assert.Contains("  start  ", lines[0], StringComparison.Ordinal);
        Assert.Equal("gap: 1 message of front_door was lost (4)", lines[1]);
        Assert.Contains("  end  ", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prefix_Other_IsSubscribedTo()
    {
        await using var broker = await WatchedBroker.StartAsync();
        await using var program = await broker.WatchAsync("--prefix", "site/glip", "--count", "1");

        await broker.PublishToAsync("glip/front_door/events", Encoding.UTF8.GetBytes(Event("start")));
        await broker.PublishToAsync("site/glip/yard/events", Encoding.UTF8.GetBytes(Event("start")));

        Assert.Contains("  yard  start", Assert.Single(Lines((await program.WaitAsync()).Output)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_Payloads_AreOneWarningEachAndNothingRawGetsOut()
    {
        await using var broker = await WatchedBroker.StartAsync();
        await using var program = await broker.WatchAsync("--count", "1");

        await broker.PublishToAsync(
            "glip/front_door/events", [], "\e[2Jnot JSON"u8.ToArray(), new byte[5_000_000], "null"u8.ToArray(), "[1]"u8.ToArray(), [0xFF, 0xFE],
            Bytes(Event("start", ("zones", new System.Text.Json.Nodes.JsonArray((string?)null)))), Bytes(Event("start", ("seq", -4))), Bytes(Event("start", ("schema", 2))),
            Bytes(Event("start", ("type", "explode"))), Bytes(Event("start", ("phrase", null))), Bytes(Event("start", ("score", 1e300))));
        await broker.PublishToAsync("glip/Front Door/events", Bytes(Event("start")));
        await broker.PublishAsync(Event("zone-enter", ("phrase", "\e]0;title\a dog\u009b31m\r\n\u202e"), ("zone", "\e[31m"), ("captured_at", "9999-12-31T23:59:59.999Z")));

        var (exitCode, output, errors) = await program.WaitAsync();
        Assert.Equal(0, exitCode);
        Assert.Equal(14, Lines(errors).Length);
        Assert.Contains("has more than 65536 bytes", errors, StringComparison.Ordinal);
        Assert.Contains(@"\u001b]0;title\u0007 dog\u009b31m\u000d\u000a\u202e 0.", Assert.Single(Lines(output)), StringComparison.Ordinal);
        Assert.All((output + errors).Where(char.IsControl), c => Assert.Equal('\n', c));
    }

    [Fact]
    public async Task Broker_KilledAndBack_IsFollowedAgain()
    {
        await using var broker = await WatchedBroker.StartAsync();
        await using var program = await broker.WatchAsync("--count", "2");
        await broker.PublishAsync(Event("start"));
        await broker.Broker.WaitForLogAsync("Received PUBACK from glip-watch-");

        await broker.Broker.KillAsync();
        await broker.Broker.StartAsync();
        await broker.ListeningAsync();
        await broker.PublishAsync(Event("update"));

        var (exitCode, output, errors) = await program.WaitAsync();
        Assert.Equal((0, 2), (exitCode, Lines(output).Length));
        Assert.Equal(2, Lines(errors).Count(line => line.StartsWith("glip: connected to", StringComparison.Ordinal)));
        Assert.Contains("; trying again", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupt_EndsInOrder()
    {
        await using var broker = await WatchedBroker.StartAsync();
        await using var program = await broker.WatchAsync();

        program.Signal("INT");

        Assert.Equal(0, (await program.WaitAsync()).ExitCode);
        await broker.Broker.WaitForLogAsync("Received DISCONNECT from glip-watch-");
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
