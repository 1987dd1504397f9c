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

    private MosquittoSubscriber(Process process, Action<string>? take)
    {
        _process = process;
        _reading = ReadAsync(take ?? _lines.Enqueue);
    }

    /// <summary>The messages so far, a line each.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Subscribes; to be sure that it has, wait for a retained message or the broker's log.</summary>
    /// <param name="port">Port of the broker.</param>
    /// <param name="format">How a line looks, in the format of <c>mosquitto_sub -F</c>.</param>
    /// <param name="arguments">More arguments, such as <c>-t</c> and a filter.</param>
    public static MosquittoSubscriber Start(int port, string format, params string[] arguments) => new(Run(port, format, arguments), take: null);

    /// <summary>Subscribes for somebody who takes each line at once, so that none is kept here.</summary>
    /// <inheritdoc cref="Start"/>
    /// <param name="take">Called for one line after the other.</param>
    public static MosquittoSubscriber Follow(int port, string format, Action<string> take, params string[] arguments) => new(Run(port, format, arguments), take);

    /// <summary>Waits for so many messages.</summary>
    public Task WaitAsync(int messages) => Waiting.UntilAsync(() => _lines.Count >= messages);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _reading;
        _process.Dispose();
    }

    private static Process Run(int port, string format, string[] arguments) => Process.Start(new ProcessStartInfo(
        "mosquitto_sub", ["-V", "5", "-q", "1", "-p", port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-F", format, .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
    })!;

    private async Task ReadAsync(Action<string> take)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            take(line);
        }
    }
}
