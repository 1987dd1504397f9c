namespace Glip.EndToEnd.Tests;

/// <summary>The small form of <c>bench/outbox-torture</c>.</summary>
public sealed class OutboxTortureTests
{
    [Fact]
    public async Task ProgramAndBrokerAreKilled_AgainAndAgain_EveryMessageArrivesInOrder()
    {
        var result = await OutboxTorture.RunAsync(new() { Messages = 2000, Kills = 4, Rate = 1000, Seed = 20261121 });

        Assert.Empty(result.Faults);
        Assert.Equal(4, result.Kills.Count);
        Assert.Equal(3, result.Kills.Distinct().Count());
        Assert.InRange(result.Received, 2000, int.MaxValue);
    }
}
