using System.Threading.Channels;

namespace Glip.Core;

/// <summary>Wakes one who waits. A signal that nobody waits for is kept; several are one. Safe for use by several threads.</summary>
public sealed class Signal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Wakes the one who waits, or who will.</summary>
    public void Set() => _channel.Writer.TryWrite(true);

    /// <summary>Waits for a signal.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _channel.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Waits for a signal, but not longer than this.</summary>
    /// <param name="longest">Infinite for ever.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var signal = _channel.Reader.WaitToReadAsync(enough.Token).AsTask();
        await Task.WhenAny(signal, Task.Delay(longest, clock, enough.Token)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        await ((Task)signal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _channel.Reader.TryRead(out _);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
