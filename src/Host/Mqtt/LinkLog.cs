using Glip.Sinks;

namespace Glip.Host;

/// <summary>Tells how a connection to a broker is doing: once a change, not once an attempt.</summary>
/// <param name="options">Of the connection.</param>
/// <param name="log">Where it is told.</param>
internal sealed class LinkLog(MqttOptions options, RunLog log)
{
    private string? _reason;

    public void Tell(MqttLinkStatus status)
    {
        switch (status.State)
        {
            case MqttLinkState.Connected:
                _reason = null;
                log.Info(null, "broker connected", ("broker", options.Address), ("client", options.ClientId));
                break;
            case MqttLinkState.Waiting when status.Reason != _reason:
                _reason = status.Reason;
                log.Warn(null, "broker away", ("broker", options.Address), ("client", options.ClientId), ("reason", status.Reason), ("wait", Durations.Write(TimeSpan.FromMilliseconds(Math.Ceiling(status.Pause.TotalMilliseconds)))));
                break;
            case MqttLinkState.Stopped when status.Reason is not null:
                log.Warn(null, "broker left", ("broker", options.Address), ("client", options.ClientId), ("reason", status.Reason));
                break;
        }
    }
}
