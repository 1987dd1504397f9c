using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Video files whose events go to a broker.</summary>
public sealed class BrokerFileTests
{
    [Fact]
    public async Task Run_File_ArrivesAsItIsWrittenAndTheSameAgainInTheNextRun()
    {
        await using var glip = BrokerProgram.Of(await MosquittoBroker.StartAsync());
        glip.Configure($"{{ id: gate, source: '{CameraClips.Street}', prompt: [person] }}");
        await using var watch = await BrokerWatch.StartAsync(glip.Broker);

        glip.Start();
        var (exitCode, _, errors) = await glip.Program.WaitAsync();
        await watch.WaitForLastAsync("glip/instance/nvr1/status", message => message.Text == "stopped");
        var first = watch.Events();
        var written = glip.Written;

        Assert.True(exitCode == 0, errors);
        Assert.Empty(EventOrder.Check(first));
        Assert.Equal(written.Select(Name), first.Select(Name));
        Assert.All(first, message => Assert.Equal(("file", false), (message.GetProperty("source_kind").GetString(), message.GetProperty("replayed").GetBoolean())));
        Assert.Equal("ended", watch.Last("glip/gate/status")!.Json.GetProperty("state").GetString());
        watch.CheckSchemas();

        glip.Start();
        await glip.Program.WaitAsync();
        await Waiting.UntilAsync(() => watch.Events().Count == 2 * first.Count);
        Assert.Equal(first.Select(Name), watch.Events().Skip(first.Count).Select(Name));
    }

    private static (string? EventId, long Seq) Name(JsonElement message) => (message.GetProperty("event_id").GetString(), message.GetProperty("seq").GetInt64());
}
