using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>The program at work on the demo in the place of a camera, telling a broker.</summary>
internal sealed class StreetProgram : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _broker;
    private readonly GlipProgram _program;

    private StreetProgram(string broker, string[] streams)
    {
        _broker = broker;
        Configure(streams);
        _program = GlipProgram.Start(_folder.Path, ["run", "street.yaml"]);
    }

    /// <summary>Starts it.</summary>
    /// <param name="broker">Address of the broker.</param>
    /// <param name="streams">Names of the streams.</param>
    public static StreetProgram Start(string broker, params string[] streams) => new(broker, streams);

    /// <summary>Goes on with other streams.</summary>
    public void Change(params string[] streams)
    {
        Configure(streams);
        _program.Signal("HUP");
    }

    /// <summary>Stops the program in order.</summary>
    /// <returns>What it wrote to its log.</returns>
    public async Task<string> StopAsync()
    {
        _program.Signal("TERM");
        var (exitCode, _, errors) = await _program.WaitAsync();
        Assert.True(exitCode == 0, errors);
        return errors;
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }

    private void Configure(string[] streams) => File.WriteAllText(
        _folder.File("street.yaml"),
        $"instance: nvr1\nstreams:\n{string.Concat(streams.Select(Stream))}sinks: {{ mqtt: {{ url: '{_broker}' }} }}\n");

    /// <summary>Told about soon, also on a busy machine, which looks seldom.</summary>
    private static string Stream(string id) =>
        $"  - {{ id: {id}, source: '{Repository.DemoClip}', loop: true, fps: 5, prompt: person, motion_gate: false, events: {{ min_hits: 1, max_age: 4s }} }}\n";
}
