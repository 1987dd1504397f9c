using Glip.Core;
using Glip.Testing;
using static Glip.Sinks.Tests.MqttSamples;

namespace Glip.Sinks.Tests;

public sealed class MqttPublishTests
{
    [Fact]
    public async Task Publish_ManyMessages_AreAllAcknowledgedAndArriveInOrder()
    {
        const int Messages = 5000;
        await using var broker = await MosquittoBroker.StartAsync("allow_anonymous true", "max_queued_messages 0");
        await using var subscriber = MosquittoSubscriber.Start(broker.Port, "%p", "-t", "glip/+/events");
        await broker.WaitForLogAsync("Sending SUBACK");
        await using var connection = await ConnectAsync(broker);
        var order = new List<int>();

        await Task.WhenAll(Enumerable.Range(0, Messages).Select(async i =>
        {
            Assert.Equal(0, (await connection.PublishAsync(Message("glip/front/events", $"{i}"), Patience)).ReasonCode);
            lock (order)
            {
                order.Add(i);
            }
        }));

        await subscriber.WaitAsync(Messages);
        Assert.Equal(Enumerable.Range(0, Messages).Select(i => $"{i}"), subscriber.Lines);
        Assert.Equal(Messages, order.Count);
    }

    [Fact]
    public async Task Publish_Properties_ArriveAsTheyWereSent()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var connection = await ConnectAsync(broker);
        var message = Message("glip/front/events", "{}") with
        {
            Retain = true,
            ContentType = "application/json",
            IsText = true,
            Expiry = TimeSpan.FromHours(24),
            UserProperties = [new("schema", "1"), new("phrase_slug", "fußgänger 🐕"), new("empty", "")],
        };
        await connection.PublishAsync(message, Patience);

        await using var subscriber = MosquittoSubscriber.Start(broker.Port, "%t|%r|%q|%p|%C|%F|%P", "-t", "glip/#");
        await using var expiry = MosquittoSubscriber.Start(broker.Port, "%E", "-t", "glip/#");
        await subscriber.WaitAsync(1);
        await expiry.WaitAsync(1);

        Assert.Equal("glip/front/events|1|1|{}|application/json|1|schema:1 phrase_slug:fußgänger 🐕 empty:", subscriber.Lines[0]);
        Assert.InRange(int.Parse(expiry.Lines[0], System.Globalization.CultureInfo.InvariantCulture), 86400 - 200, 86400);
    }

    [Fact]
    public async Task Publish_NobodyListens_IsAccepted()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var connection = await ConnectAsync(broker);

        var answer = await connection.PublishAsync(Message("glip/x"), Patience);

        Assert.Equal((0x10, true, false), (answer.ReasonCode, answer.IsAccepted, answer.IsFinal));
    }

    [Fact]
    public async Task Publish_Qos0_IsAnsweredWhenWritten()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var connection = await ConnectAsync(broker);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => connection.PublishAsync(Message("glip/x") with { Qos = MqttQos.AtMostOnce }, Patience)));

        Assert.All(answers, answer => Assert.Equal(0, answer.ReasonCode));
    }

    [Fact]
    public async Task Publish_NotAllowedByTheAcl_IsFinallyRefused()
    {
        using var folder = new TemporaryFolder();
        await using var broker = await MosquittoBroker.StartAsync(
            $"password_file {PasswordFile(folder, ("glip", "right-one"))}", $"acl_file {Path.Combine(Repository.Root, "tests/Data/wire/mosquitto.acl")}");
        await using var connection = await ConnectAsync(Options(broker.Port, "glip:right-one@"));

        Assert.True((await connection.PublishAsync(Message("glip/front/events"), Patience)).IsAccepted);
        Assert.Equal(new MqttAnswer(0x87, "'elsewhere/x': not authorised (reason 0x87)"), await connection.PublishAsync(Message("elsewhere/x"), Patience));
        Assert.True((await connection.PublishAsync(Message("elsewhere/x"), Patience)).IsFinal);
    }

    [Fact]
    public async Task Publish_LargerThanTheBrokerTakes_IsRefusedHereAndNothingElseSuffers()
    {
        await using var broker = await MosquittoBroker.StartAsync("allow_anonymous true", "max_packet_size 1000");
        await using var connection = await ConnectAsync(broker);
        Assert.Equal(1000, connection.MaximumPacketBytes);
        for (var length = 960; length < 1010; length++)
        {
            var answer = await connection.PublishAsync(Message("glip/x", new string('x', length)) with { ContentType = "a/b", UserProperties = [new("a", "b")] }, Patience);

            Assert.True(answer.IsAccepted || (answer.ReasonCode == 0x95 && answer.IsFinal && answer.Text.Contains("the broker takes 1000", StringComparison.Ordinal)), answer.Text);
        }

        Assert.True((await connection.PublishAsync(Message("glip/x", new string('x', 900)), Patience)).IsAccepted);
        Assert.False((await connection.PublishAsync(Message("glip/x", new string('x', 1000)), Patience)).IsAccepted);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(65535, 32)]
    public async Task Publish_NoAcknowledgements_StopsAtTheLimit(ushort receiveMaximum, int expected)
    {
        await using var broker = new SilentBroker(0x20, 6, 0, 0, 3, 0x21, (byte)(receiveMaximum >> 8), (byte)receiveMaximum);
        await using var connection = await ConnectAsync(Options(broker.Port));
        var sent = Enumerable.Range(0, 40).Select(_ => connection.PublishAsync(Message("x", "y"), Patience)).ToList();
        const int PacketBytes = 2 + 3 + 2 + 1 + 1; // header, topic, identifier, properties, payload

        await Waiting.UntilAsync(() => broker.Received >= expected * PacketBytes);
        Assert.All(sent, task => Assert.False(task.IsCompleted));
        await connection.DisposeAsync();
        await broker.Ended.WaitAsync(Patience);

        Assert.Equal(expected * PacketBytes, broker.Received);
        foreach (var task in sent)
        {
            await Assert.ThrowsAsync<UnavailableException>(() => task);
        }
    }

    [Fact]
    public async Task Publish_ConnectionBreaks_FailsWhatIsNotAcknowledged()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var connection = await ConnectAsync(broker);
        broker.Pause();
        var sent = Enumerable.Range(0, 200).Select(_ => connection.PublishAsync(Message("glip/x"), Patience)).ToList();
        await broker.KillAsync();

        foreach (var task in sent)
        {
            Assert.StartsWith("the connection to the broker", (await Assert.ThrowsAsync<UnavailableException>(() => task)).Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<UnavailableException>(() => connection.PublishAsync(Message("glip/x"), Patience));
    }

    [Theory]
    [InlineData("")]
    [InlineData("glip/+/x")]
    [InlineData("glip/#")]
    [InlineData("glip/\0")]
    public async Task Publish_NoTopic_IsAMistake(string topic)
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var connection = await ConnectAsync(broker);

        await Assert.ThrowsAsync<ArgumentException>(() => connection.PublishAsync(Message(topic), Patience));
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.SubscribeAsync(["glip/#/x"], Patience));
        Assert.True((await connection.PublishAsync(Message("glip/x"), Patience)).IsAccepted);
    }

    [Fact]
    public async Task Publish_SlowNetwork_GetsThroughWhole()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var proxy = new TcpProxy(broker.Port);
        proxy.Delay(TimeSpan.FromMilliseconds(5));
        await using var connection = await ConnectAsync(Options(proxy.Port));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => connection.PublishAsync(Message("glip/x", new string('x', 100_000)), Patience)));

        Assert.All(answers, answer => Assert.True(answer.IsAccepted));
    }
}
