using System.Text;
using Glip.Core;
using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class LiveMessagesTests : IAsyncDisposable
{
    private readonly ScriptedBroker _broker = new();
    private readonly LiveMessages _live = new(RunLog.Silent);

    [Fact]
    public async Task Offer_NoConnection_IsLost()
    {
        Offer("early");
        using var over = new CancellationTokenSource();
        var running = _live.RunAsync(_broker, over.Token);
        Offer("now");
        await Waiting.UntilAsync(() => !_live.IsBehind);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Offer("late");

        Assert.Equal(["now"], Sent());
        Assert.False(_live.IsBehind);
    }

    [Fact]
    public async Task Offer_MoreThanTheConnectionTakes_FirstThousandAreSent()
    {
        var answers = new TaskCompletionSource();
        _broker.BeforeAnswer = answers.Task;
        using var over = new CancellationTokenSource();
        var running = _live.RunAsync(_broker, over.Token);
        for (var i = 0; i < 1500; i++)
        {
            Offer($"{i}");
        }

        Assert.True(_live.IsBehind);
        answers.SetResult();
        await Waiting.UntilAsync(() => !_live.IsBehind);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), Sent());
    }

    [Fact]
    public async Task RunAsync_ConnectionEnds_SaysSoAndForgetsTheRest()
    {
        _broker.Fault = new UnavailableException("gone");
        var running = _live.RunAsync(_broker, CancellationToken.None);
        Offer("a");

        await Assert.ThrowsAsync<UnavailableException>(() => running);
        Assert.False(_live.IsBehind);
    }

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    private void Offer(string payload) => _live.Offer(new() { Topic = "t", Payload = Encoding.UTF8.GetBytes(payload) });

    private IEnumerable<string> Sent() => _broker.Sent.Select(message => Encoding.UTF8.GetString(message.Payload.Span));
}
