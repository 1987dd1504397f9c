using System.Runtime.CompilerServices;
using Glip.Core;

namespace Glip.Host;

/// <summary>
/// Frames of a camera for as long as the program runs: connects, watches, and connects again, for ever. A source that states its length
/// ends when it has reached it.
/// </summary>
/// <param name="connect">Makes a connection that has not begun.</param>
/// <param name="stallAfter">Longest time without a decoded frame before a connection is given up.</param>
/// <param name="backOff">Waits between attempts.</param>
/// <param name="monitor">Told of every change.</param>
/// <param name="clock">Measures all times.</param>
internal sealed class CameraSource(Func<ILiveConnection> connect, TimeSpan stallAfter, BackOff backOff, StreamMonitor monitor, TimeProvider clock) : IFrameSource
{
    /// <summary>A connection that lasted so long was a good one: the next wait begins at the shortest again.</summary>
    private static readonly TimeSpan s_goodConnection = TimeSpan.FromSeconds(10);

    public SourceEnd? End { get; private set; }

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var connection = connect();
            string? reason;
            await using (connection.ConfigureAwait(false))
            {
                var startedAt = clock.GetTimestamp();
                monitor.Connect(connection);
                var frames = new WatchedFrames(connection, stallAfter, clock, cancellationToken);
                await using (frames.ConfigureAwait(false))
                {
                    while (await frames.NextAsync().ConfigureAwait(false) is { } frame)
                    {
                        monitor.Arrived(frame.Header);
                        yield return frame;
                    }

                    reason = frames.Reason;
                }

                if (connection is { Info.Duration: not null, End: { Damage: null } end })
                {
                    End = end;
                    yield break;
                }

                if (connection.DecodedFrames > 0 && clock.GetElapsedTime(startedAt) >= s_goodConnection)
                {
                    backOff.Reset();
                }
            }

            var wait = backOff.Next();
            monitor.Lose(reason!, backOff.Attempts, wait);
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
