using Glip.Core;

namespace Glip.Host;

/// <summary>The frames of one connection, under watch: when nothing is decoded for too long, they end. The first one may take twice as long.</summary>
internal sealed class WatchedFrames : IAsyncDisposable
{
    private const int Looks = 10;

    private readonly ILiveConnection _connection;
    private readonly TimeSpan _stallAfter;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenSource _given;
    private readonly ITimer _watch;
    private readonly IAsyncEnumerator<Frame> _frames;
    private long _decoded;
    private int _quietLooks;
    private bool _stalled;

    /// <param name="connection">Borrowed.</param>
    /// <param name="stallAfter">Longest time without a decoded frame.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="stop">Ends the frames by an exception.</param>
    public WatchedFrames(ILiveConnection connection, TimeSpan stallAfter, TimeProvider clock, CancellationToken stop)
    {
        _connection = connection;
        _stallAfter = stallAfter;
        _stop = stop;
        _given = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _frames = connection.ReadAsync(_given.Token).GetAsyncEnumerator(_given.Token);
        _watch = clock.CreateTimer(_ => Look(), null, stallAfter / Looks, stallAfter / Looks);
    }

    /// <summary>Why there are no more frames, in one line.</summary>
    public string? Reason { get; private set; }

    /// <summary>The next frame; null when the connection is at its end.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public async ValueTask<Frame?> NextAsync()
    {
        try
        {
            if (await _frames.MoveNextAsync().ConfigureAwait(false))
            {
                return _frames.Current;
            }

            Reason = _connection.End?.Damage ?? "the source ended";
        }
        catch (UnavailableException e)
        {
            Reason = _stalled ? Stall() : e.Message;
        }
        catch (OperationCanceledException) when (_stalled && !_stop.IsCancellationRequested)
        {
            Reason = Stall();
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync().ConfigureAwait(false);
        await _given.CancelAsync().ConfigureAwait(false);
        await _frames.DisposeAsync().ConfigureAwait(false);
        _given.Dispose();
    }

    private string Stall() => _decoded == 0 ? "no frame came" : $"no frame for {Durations.Write(_stallAfter)}";

    private void Look()
    {
        var decoded = _connection.DecodedFrames;
        _quietLooks = decoded == _decoded ? _quietLooks + 1 : 0;
        _decoded = decoded;
        _stalled = _quietLooks >= (decoded == 0 ? 2 * Looks : Looks);
        if (_stalled)
        {
            _given.Cancel();
        }
    }
}
