using System.Text;
using Glip.Core;
using Glip.Host;
using Glip.Sinks;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class StateBoardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SetClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly ScriptedBroker _broker = new();
    private readonly StateBoard _board;

    public StateBoardTests() => _board = Board();

    [Fact]
    public async Task Set_ManyTimesWhileNobodyListens_OnlyTheLastIsSent()
    {
        _board.Set(State("a", "1"));
        _board.Set(State("b", "1"));
        _board.Set(State("a", "2"));

        Assert.Equal(["a=2", "b=1"], await PublishAsync());
        Assert.False(_board.IsBehind);
    }

    [Fact]
    public async Task Set_SameAgain_IsNotSentUnlessSomebodyAsked()
    {
        _board.Set(State("a", "1"));
        await PublishAsync();

        _board.Set(State("a", "1"));
        Assert.Empty(await PublishAsync());

        _board.Set(State("a", "1"), again: true);
        Assert.Equal(["a=1"], await PublishAsync());
    }

    [Fact]
    public async Task Publish_LowerRankGoesFirst()
    {
        _board.Set(new(Message("last", "1"), 2));
        _board.Set(new(Message("second", "1"), 1));
        _board.Set(new(Message("first", "1"), 0));

        Assert.Equal(["first=1", "second=1", "last=1"], await PublishAsync());
    }

    [Fact]
    public async Task Set_FasterThanItsPace_WaitsAndSendsTheLast()
    {
        var pace = TimeSpan.FromSeconds(1);
        _board.Set(new(Message("a", "1"), 1, pace));
        Assert.Equal(["a=1"], await PublishAsync());
        _board.Set(new(Message("a", "2"), 1, pace));
        _board.Set(new(Message("a", "3"), 1, pace));
        Assert.Empty(await PublishAsync());

        _clock.Advance(pace);
        Assert.Equal(["a=3"], await PublishAsync());
    }

    [Fact]
    public async Task ShowAll_WhileAPaceRuns_WaitsForItUnlessItIsAtOnce()
    {
        _board.Set(new(Message("a", "1"), 1, TimeSpan.FromSeconds(2)));
        await PublishAsync();

        _board.ShowAll(atOnce: false);
        Assert.Empty(await PublishAsync());
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["a=1"], await PublishAsync());
        _board.ShowAll(atOnce: true);
        Assert.Equal(["a=1"], await PublishAsync());
    }

    [Fact]
    public async Task Replace_TopicIsNotNamed_IsTakenAwayOnce()
    {
        _board.Replace([State("a", "1"), State("b", "1")], []);
        await PublishAsync();
        _board.Replace([State("a", "1")], []);

        Assert.Equal(["b="], await PublishAsync());
        _board.ShowAll(atOnce: true);
        Assert.Equal(["a=1"], await PublishAsync());
    }

    [Fact]
    public async Task Replace_TopicIsNotNamedAndNotRetained_SaysItsLastWordOnce()
    {
        _board.Set(new(Message("a", "1") with { Retain = false }, 1));
        await PublishAsync();
        _board.Set(new(Message("a", "0") with { Retain = false }, 1));
        _board.Replace([], []);

        Assert.Equal(["a=0"], await PublishAsync());
        _board.ShowAll(atOnce: true);
        Assert.Empty(await PublishAsync());
    }

    [Fact]
    public async Task Replace_TopicIsKept_SaysWhatItSaid()
    {
        _board.Set(State("picture", "1"));
        _board.Replace([], ["picture"]);
        _board.Replace([], ["picture"]);

        Assert.Equal(["picture=1"], await PublishAsync());
    }

    [Fact]
    public async Task Replace_AfterARestart_TakesAwayWhatIsGoneAndKeepsWhatIsKept()
    {
        _board.Replace([State("a", "1"), State("gone", "1"), State("picture", "1")], []);
        await PublishAsync();

        var next = Board();
        next.Replace([State("a", "1")], ["picture"]);
        Assert.Equal(["a=1", "gone="], (await PublishAsync(next)).Order(StringComparer.Ordinal));

        var third = Board();
        third.Replace([State("a", "1")], ["picture"]);
        Assert.Equal(["a=1"], await PublishAsync(third));
    }

    [Fact]
    public async Task Replace_BrokerGoesAwayBeforeItsAnswer_IsTakenAwayLater()
    {
        _board.Replace([State("a", "1")], []);
        await PublishAsync();
        _board.Replace([], []);
        _broker.Fault = new UnavailableException("gone");
        await Assert.ThrowsAsync<UnavailableException>(() => PublishAsync());

        _broker.Fault = null;
        _board.ShowAll(atOnce: true);
        Assert.Equal(["a="], await PublishAsync());
    }

    [Fact]
    public async Task Publish_RefusedForNow_IsTriedAgainAfterAPause()
    {
        _broker.Answer = new(0x97, "quota exceeded");
        _board.Set(State("a", "1"));
        Assert.Equal(["a=1"], await PublishAsync());
        Assert.Empty(await PublishAsync());
        Assert.True(_board.IsBehind);

        _broker.Answer = default;
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["a=1"], await PublishAsync());
    }

    [Fact]
    public async Task Publish_RefusedForGood_IsNotTriedAgain()
    {
        _broker.Answer = new(0x87, "not authorised");
        _board.Set(State("a", "1"));
        await PublishAsync();

        Assert.False(_board.IsBehind);
    }

    [Fact]
    public async Task Publish_PictureIsLargerThanTheBrokerTakes_IsMadeSmaller()
    {
        var jpeg = new TurboJpeg();
        var size = new ImageSize(320, 240);
        var noise = new byte[size.RgbBytes];
        new Random(1).NextBytes(noise);
        _broker.MaximumPacketBytes = 20_000;
        _board.Set(new(Message("a", "") with { Payload = jpeg.Encode(size, noise), ContentType = MqttContent.Jpeg }, 1));
        await _board.PublishAsync(_broker, CancellationToken.None);

        Assert.Equal(new ImageSize(80, 60), jpeg.Decode(_broker.Sent.Single().Payload.Span).Size);
    }

    public void Dispose() => _folder.Dispose();

    private static MqttMessage Message(string topic, string payload) => new() { Topic = topic, Payload = Encoding.UTF8.GetBytes(payload), Retain = true };

    private static BoardMessage State(string topic, string payload) => new(Message(topic, payload), 1);

    private StateBoard Board() => new(new KnownTopics(_folder.File("topics.txt"), line => throw new InvalidOperationException(line)), RunLog.Silent, _clock);

    private async Task<IReadOnlyList<string>> PublishAsync(StateBoard? board = null)
    {
        _broker.Sent.Clear();
        await (board ?? _board).PublishAsync(_broker, CancellationToken.None);
        return [.. _broker.Sent.Select(message => $"{message.Topic}={Encoding.UTF8.GetString(message.Payload.Span)}")];
    }
}
