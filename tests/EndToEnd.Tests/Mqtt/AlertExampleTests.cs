using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>What <c>examples/subscribers/python/alert.py</c> does with events.</summary>
public sealed class AlertExampleTests : IDisposable
{
    private const string First = "01a1fd62-5804-7b21-8f3a-5d2c7e90b614";
    private const string Second = "01a1fd62-5804-7b21-8f3a-5d2c7e90b615";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Alert_PeopleAppear_TellsThemAndKeepsTheirPictures()
    {
        await using var broker = await DeployedBroker.StartAsync();
        await using var alert = Start($"mqtt://viewer@127.0.0.1:{broker.Port} --pictures pictures", DeployedBroker.PasswordOf("viewer"));
        await alert.WaitForAsync(line => line == "alert: connected");
        await using var program = StreetProgram.Start(broker.Url("glip"), "street");

        await alert.WaitForAsync(line => line.StartsWith("! ", StringComparison.Ordinal));
        await Waiting.UntilAsync(() => Pictures().Count > 0);
        await program.StopAsync();
        await alert.WaitForAsync(line => line.EndsWith(" shutdown", StringComparison.Ordinal));

        Assert.Matches(@"^! \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z street start person 0\.\d\d$", alert.Lines.First(line => line.StartsWith('!')));
        Assert.All(alert.Lines, line => Assert.DoesNotContain("lost", line.Replace(" lost", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.All(Pictures(), picture => Assert.Equal([0xFF, 0xD8, 0xFF], File.ReadAllBytes(picture)[..3]));
    }

    [Fact]
    public async Task Alert_GapsAndRepeats_AreNoticed()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var alert = await ListenAsync(broker);

        await SendAsync(
            broker,
            EventSample.Start(41, First),
            EventSample.Start(41, First, replayed: true), // comes again
            EventSample.Start(45, Second, skipped: 1), // 42 and 43 are missing
            EventSample.Start(48, "a", skipped: 2),
            EventSample.Start(49, "b", replayed: true),
            EventSample.Start(1, "c"),
            """{"schema": 2}""");
        await alert.WaitForAsync(line => line.Contains("not an event", StringComparison.Ordinal));

        string[] expected =
        [
            "! front_door start person", "alert: front_door: 2 messages were lost after number 41", "! front_door start person", "alert: front_door: glip discarded 2 messages after number 45",
            "! front_door start person", "  front_door start person (late)", "alert: front_door: numbers begin again at 1: glip has lost its data folder", "! front_door start person",
        ];
        var told = alert.Lines.Where(line => line.Contains(" front_door", StringComparison.Ordinal)).Select(Plain).ToList();
        Assert.Equal(expected.Where(IsEvent), told.Where(IsEvent));
        Assert.Equal(expected.Where(line => !IsEvent(line)), told.Where(line => !IsEvent(line)));
    }

    [Fact]
    public async Task Alert_BrokerComesBack_GoesOn()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var alert = await ListenAsync(broker);
        await broker.KillAsync();
        await alert.WaitForAsync(line => line.Contains("connection lost", StringComparison.Ordinal));
        await broker.StartAsync();
        await broker.WaitForLogAsync("glip/+/events");

        await SendAsync(broker, EventSample.Start(1, First));

        await alert.WaitForAsync(IsEvent);
    }

    public void Dispose() => _folder.Dispose();

    private List<string> Pictures() => Directory.Exists(_folder.File("pictures")) ? [.. Directory.EnumerateFiles(_folder.File("pictures"), "*.jpg")] : [];

    private static bool IsEvent(string line) => line[0] is '!' or ' ';

    /// <summary>Without time and score.</summary>
    private static string Plain(string line) => IsEvent(line) ? string.Join(' ', line.Split(' ').Where(word => word.Length == 0 || !char.IsAsciiDigit(word[0]))) : line;

    private async Task<Shell> ListenAsync(MosquittoBroker broker)
    {
        var alert = Start($"mqtt://127.0.0.1:{broker.Port}");
        await broker.WaitForLogAsync("glip/+/events");
        return alert;
    }

    private Shell Start(string arguments, string password = "") => Shell.Start(
        $"exec /usr/bin/python3 '{Path.Combine(Repository.Root, "examples", "subscribers", "python", "alert.py")}' {arguments}", folder: _folder.Path, variables: ("MQTT_PASSWORD", password));

    private static async Task SendAsync(MosquittoBroker broker, params string[] events)
    {
        var (exitCode, output) = await Shell.RunAsync($"mosquitto_pub -V 5 -q 1 -h 127.0.0.1 -p {broker.Port} -t glip/front_door/events -l", string.Concat(events.Select(line => line + "\n")));
        Assert.True(exitCode == 0, output);
    }
}
