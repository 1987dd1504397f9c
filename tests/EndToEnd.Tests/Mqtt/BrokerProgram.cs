using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>The program with a real broker, and somebody who sees all that is said there.</summary>
internal sealed class BrokerProgram : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port;

    private BrokerProgram(MosquittoBroker broker, int? port)
    {
        Broker = broker;
        _port = port ?? broker.Port;
    }

    public MosquittoBroker Broker { get; }

    public BrokerWatch Watch { get; private set; } = null!;

    public GlipProgram Program { get; private set; } = null!;

    public string Folder => _folder.Path;

    /// <summary>The events that it has written to its own disk.</summary>
    public IReadOnlyList<JsonElement> Written => WrittenEvents.Below(_folder.File("events"));

    /// <summary>Starts a broker and the program, and waits until events arrive.</summary>
    /// <param name="streams">The streams of the configuration, an entry of the YAML list each.</param>
    /// <param name="mqtt">More keys of <c>sinks.mqtt</c>.</param>
    /// <param name="sinks">More keys of <c>sinks</c>.</param>
    public static async Task<BrokerProgram> StartAsync(string streams, string mqtt = "", string sinks = "")
    {
        var program = new BrokerProgram(await MosquittoBroker.StartAsync("allow_anonymous true", "max_queued_messages 0"), null); // so that nothing is dropped before a slow subscriber
        program.Watch = await BrokerWatch.StartAsync(program.Broker);
        program.Configure(streams, mqtt, sinks);
        program.Start();
        await program.Watch.WaitAsync("glip/instance/nvr1/status", "online");
        return program;
    }

    /// <summary>The program with a broker that somebody else cares for.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="port">Where the program looks for it.</param>
    public static BrokerProgram Of(MosquittoBroker broker, int? port = null) => new(broker, port);

    /// <summary>A stream that plays a picture with people and a car for ever; every event is told again each second.</summary>
    public static string Still(string prompt = "[person]", string more = "") =>
        $"{{ id: gate, source: '{CameraClips.Still}', loop: true, motion_gate: false, prompt: {prompt}, events: {{ min_hits: 1, update_interval: 1s }}{more} }}";

    /// <summary>A stream that plays a street with people for ever.</summary>
    public static string Street(string more = "") =>
        $"{{ id: gate, source: '{CameraClips.Street}', loop: true, motion_gate: false, prompt: [person], events: {{ min_hits: 2, update_interval: 1s }}{more} }}";

    /// <summary>Writes the configuration.</summary>
    public void Configure(string streams, string mqtt = "", string sinks = "") => File.WriteAllText(_folder.File("c.yaml"), string.Create(CultureInfo.InvariantCulture, $$"""
        instance: nvr1
        model: { package: '{{Repository.Nano}}' }
        streams:
          - {{streams}}
        sinks: { mqtt: { url: 'mqtt://127.0.0.1:{{_port}}'{{mqtt}} }, files: { directory: events }{{sinks}} }

        """));

    public void Start() => Program = GlipProgram.Start(Folder, ["run", "c.yaml"]);

    /// <summary>Starts it once more, and waits until it can be spoken to.</summary>
    public async Task StartAgainAsync()
    {
        var known = Watch.Seen.Count;
        Start();
        await Waiting.UntilAsync(() => Watch.Seen.Skip(known).Any(message => message is { Topic: "glip/instance/nvr1/status", Text: "online" }));
    }

    /// <summary>Stops it in order.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> StopAsync()
    {
        Program.Signal("TERM");
        return await Program.WaitAsync();
    }

    /// <summary>Ends it without a chance to say anything.</summary>
    public async Task KillAsync()
    {
        Program.Signal("KILL");
        await Program.WaitAsync();
    }

    /// <summary>Says something at the broker.</summary>
    /// <param name="topic">Where.</param>
    /// <param name="payload">What.</param>
    /// <param name="more">More arguments of mosquitto_pub.</param>
    public async Task SayAsync(string topic, string payload, params string[] more)
    {
        using var process = Process.Start(new ProcessStartInfo("mosquitto_pub", ["-V", "5", "-q", "1", "-p", Broker.Port.ToString(CultureInfo.InvariantCulture), "-t", topic, "-m", payload, .. more]) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (Program is not null)
        {
            await Program.DisposeAsync();
        }

        if (Watch is not null)
        {
            await Watch.DisposeAsync();
        }

        await Broker.DisposeAsync();
        _folder.Dispose();
    }
}
