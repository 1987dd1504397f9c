using Glip.Core;

namespace Glip.Sinks;

/// <summary>Keeps one connection to a broker up: connects, lets it be used, and connects again after a pause, until it is stopped.</summary>
/// <param name="connector">Makes the connections.</param>
/// <param name="options">Of the same connections: farewell and time limits.</param>
/// <param name="backOff">How long the pauses are.</param>
/// <param name="time">Measures them.</param>
public sealed class MqttLink(IMqttConnector connector, MqttOptions options, BackOff backOff, TimeProvider time)
{
    private MqttLinkStatus _status = new(MqttLinkState.Connecting);

    /// <summary>Told of every change, in order, one at a time; must not throw.</summary>
    public Action<MqttLinkStatus>? Changed { get; init; }

    public MqttLinkStatus Status => Volatile.Read(ref _status);

    /// <summary>Runs until it is stopped.</summary>
    /// <param name="serve">
    /// Uses a connection. It is called once a connection, may end before it, and should end when its token is cancelled, which happens when
    /// the connection has ended or the link is to stop. When it throws <see cref="UnavailableException"/> the connection is given up.
    /// </param>
    /// <param name="stop">Ends the link in order: farewell, DISCONNECT.</param>
    public async Task RunAsync(Func<IMqttConnection, CancellationToken, Task> serve, CancellationToken stop)
    {
        string? reason = null;
        while (!stop.IsCancellationRequested)
        {
            reason = await TryAsync(serve, stop).ConfigureAwait(false);
            if (!stop.IsCancellationRequested)
            {
                await PauseAsync(reason, stop).ConfigureAwait(false);
            }
        }

        Tell(new(MqttLinkState.Stopped, reason));
    }

    /// <returns>Why there is no connection (any more); null when it was stopped in order.</returns>
    private async Task<string?> TryAsync(Func<IMqttConnection, CancellationToken, Task> serve, CancellationToken stop)
    {
        Tell(new(MqttLinkState.Connecting));
        try
        {
            await using var connection = await connector.ConnectAsync(stop).ConfigureAwait(false);
            Tell(new(MqttLinkState.Connected));
            await ServeAsync(connection, serve, stop).ConfigureAwait(false);
            return stop.IsCancellationRequested && !connection.Ended.IsCompleted
                ? await LeaveAsync(connection).ConfigureAwait(false)
                : await connection.Ended.ConfigureAwait(false);
        }
        catch (UnavailableException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Lets the connection be used until it ends or the link is to stop.</summary>
    private async Task ServeAsync(IMqttConnection connection, Func<IMqttConnection, CancellationToken, Task> serve, CancellationToken stop)
    {
        var since = time.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var serving = serve(connection, over.Token);
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, over.Token);
        var first = await Task.WhenAny(connection.Ended, stopped, serving).ConfigureAwait(false);
        if (first == serving && serving.IsCompletedSuccessfully)
        {
            await Task.WhenAny(connection.Ended, stopped).ConfigureAwait(false);
        }

        await over.CancelAsync().ConfigureAwait(false);
        try
        {
            await serving.ConfigureAwait(false);
        }
        catch (Exception e) when (IsEnd(e) && (connection.Ended.IsCompleted || stop.IsCancellationRequested))
        {
            // It was interrupted.
        }
        finally
        {
            if (time.GetElapsedTime(since) >= options.KeepAlive)
            {
                backOff.Reset(); // a connection that ends sooner, as when two clients have one id, is no success
            }
        }
    }

    private static bool IsEnd(Exception e) => e is OperationCanceledException or UnavailableException;

    private async Task<string?> LeaveAsync(IMqttConnection connection)
    {
        using var patience = new CancellationTokenSource(options.FarewellTimeout, time);
        try
        {
            var answer = options.Farewell is { } farewell ? await connection.PublishAsync(farewell, patience.Token).ConfigureAwait(false) : default;
            await connection.DisconnectAsync(patience.Token).ConfigureAwait(false);
            return answer.IsAccepted ? null : $"the farewell was refused, {answer.Text}";
        }
        catch (OperationCanceledException)
        {
            return $"the farewell was not acknowledged by the broker {options.Address} in time";
        }
    }

    private async Task PauseAsync(string? reason, CancellationToken stop)
    {
        var pause = backOff.Next();
        Tell(new(MqttLinkState.Waiting, reason, pause));
        await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Tell(MqttLinkStatus status)
    {
        Volatile.Write(ref _status, status);
        Changed?.Invoke(status);
    }
}
