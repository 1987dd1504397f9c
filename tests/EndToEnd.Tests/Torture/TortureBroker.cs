using System.Diagnostics;
using System.Globalization;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>
/// A real broker to be killed, a subscriber with a session on it, and the network between it and the program. What a broker has acknowledged and not yet handed
/// on dies with it, which no program can help; so the network stands still, with messages and acknowledgements in it, until the subscriber has all, and the
/// program does not get through before the subscriber does, unless the broker remembers the subscriber.
/// </summary>
internal sealed class TortureBroker : IAsyncDisposable
{
    private const string Subscriber = "reader";

    private readonly TemporaryFolder _folder = new();
    private readonly TortureReader _reader;
    private readonly MosquittoBroker _broker;
    private readonly TcpProxy _network;
    private MosquittoSubscriber? _subscriber;

    private TortureBroker(TortureReader reader)
    {
        _reader = reader;
        _broker = MosquittoBroker.Prepare(
            "allow_anonymous true", "persistence true", $"persistence_location {_folder.Path}/", "autosave_interval 1",
            "max_inflight_messages 0", "max_queued_messages 0", "log_type none", "log_type error", "log_type information", "log_type subscribe");
        _network = new TcpProxy(_broker.Port);
        _network.Refuse();
    }

    /// <summary>Where the program finds the broker.</summary>
    public int Port => _network.Port;

    private string File => _folder.File("mosquitto.db");

    /// <summary>Starts the broker and the subscriber.</summary>
    public static async Task<TortureBroker> StartAsync(TortureReader reader)
    {
        var broker = new TortureBroker(reader);
        await broker._broker.StartAsync();
        broker._subscriber = MosquittoSubscriber.Follow(
            broker._broker.Port, "%p", reader.Take, "-t", "glip/+/events", "-i", Subscriber, "-c", "-x", "3600", "-D", "connect", "receive-maximum", "65535");
        await broker.WaitForSubscriberAsync();
        broker._network.Restore();
        return broker;
    }

    /// <summary>It comes back with what was last in its file.</summary>
    public async Task KillAsync(TimeSpan pause)
    {
        await KillAsync();
        await Task.Delay(pause);
        await _broker.StartAsync();
        _network.Restore();
    }

    /// <summary>It comes back empty.</summary>
    public async Task KillAndForgetAsync(TimeSpan pause)
    {
        await KillAsync();
        System.IO.File.Delete(File);
        await Task.Delay(pause);
        await _broker.StartAsync();
        await WaitForSubscriberAsync();
        _network.Restore();
    }

    public async ValueTask DisposeAsync()
    {
        await _network.DisposeAsync();
        await (_subscriber?.DisposeAsync() ?? default);
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    private async Task KillAsync()
    {
        _network.Freeze(); // in the middle of whatever program and broker are saying
        await WaitForMarkAsync();
        await _broker.KillAsync();
        _network.Refuse();
        _network.Cut();
    }

    /// <summary>Waits until the subscriber has subscribed and the broker would remember it.</summary>
    private async Task WaitForSubscriberAsync()
    {
        await _broker.WaitForLogAsync($"{Subscriber} 1 glip/+/events");
        var before = DateTime.UtcNow;
        _broker.Save();
        await Waiting.UntilAsync(() => System.IO.File.GetLastWriteTimeUtc(File) >= before);
    }

    /// <summary>Waits until the subscriber has all that the broker has acknowledged.</summary>
    private async Task WaitForMarkAsync()
    {
        var marks = _reader.Marks;
        using var publisher = Process.Start("mosquitto_pub", ["-q", "1", "-p", _broker.Port.ToString(CultureInfo.InvariantCulture), "-t", "glip/mark/events", "-m", TortureReader.Mark]);
        await publisher.WaitForExitAsync();
        await Waiting.UntilAsync(() => _reader.Marks > marks);
    }
}
