using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Glip.Testing;

/// <summary>The program mosquitto_sub: somebody else's eyes on a broker.</summary>
public sealed class MosquittoSubscriber : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly ConcurrentQueue<string> _lines = new();

    private MosquittoSubscriber(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>The messages so far, a line each.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Subscribes; to be sure that it has, wait for a retained message or the broker's log.</summary>
    /// <param name="port">Port of the broker.</param>
    /// <param name="format">How a line looks, in the format of <c>mosquitto_sub -F</c>.</param>
    /// <param name="arguments">More arguments, such as <c>-t</c> and a filter.</param>
    public static MosquittoSubscriber Start(int port, string format, params string[] arguments) => new(Process.Start(new ProcessStartInfo(
        "mosquitto_sub", ["-V", "5", "-q", "1", "-p", port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-F", format, .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
    })!);

    /// <summary>Waits for so many messages.</summary>
    public Task WaitAsync(int messages) => Waiting.UntilAsync(() => _lines.Count >= messages);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
        }
    }
}
