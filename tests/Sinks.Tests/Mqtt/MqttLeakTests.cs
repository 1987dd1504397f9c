using Glip.Testing;
using static Glip.Sinks.Tests.MqttSamples;

namespace Glip.Sinks.Tests;

[CollectionDefinition(nameof(MqttLeakTests), DisableParallelization = true)]
[Collection(nameof(MqttLeakTests))]
public sealed class MqttLeakTests
{
    [Fact]
    public async Task Connect_AThousandTimes_LeavesNothingBehind()
    {
        await using var broker = await MosquittoBroker.StartAsync("allow_anonymous true", "set_tcp_nodelay true");
        await ReconnectAsync(broker, 50);
        var before = Measure(broker);

        await ReconnectAsync(broker, 1000);

        var after = Measure(broker);
        Assert.InRange(after.Handles, 0, before.Handles + 5);
        Assert.InRange(after.Threads, 0, before.Threads + 5);
        Assert.InRange(after.ManagedBytes, 0, before.ManagedBytes + (1 << 20));
    }

    private static async Task ReconnectAsync(MosquittoBroker broker, int times)
    {
        var patience = Patience;
        var connector = new MqttConnector(Options(broker.Port) with { Will = Message("glip/will") }, TimeProvider.System);
        for (var i = 0; i < times; i++)
        {
            await using var connection = await connector.ConnectAsync(patience);
            await connection.SubscribeAsync(["glip/x"], patience);
            await connection.PublishAsync(Message("glip/y") with { ContentType = "text/plain", UserProperties = [new("a", "b")] }, patience);
            if (i % 2 == 0)
            {
                await connection.DisconnectAsync(patience);
            }
        }
    }

    private static (int Handles, int Threads, long ManagedBytes) Measure(MosquittoBroker broker) => (
        RunningProcesses.HandlesOf(Environment.ProcessId),
        Directory.GetDirectories("/proc/self/task").Length,
        GC.GetTotalMemory(forceFullCollection: true) - (broker.Log.Length * sizeof(char)));
}
