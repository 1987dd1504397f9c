using Glip.Sinks;

namespace Glip.Host;

/// <summary>Tells how a connection to a broker is doing: once a change, not once an attempt.</summary>
/// <param name="address">The broker.</param>
/// <param name="log">Where it is told.</param>
internal sealed class LinkLog(MqttAddress address, RunLog log)
{
    private string? _reason;

    public void Tell(MqttLinkStatus status)
    {
        switch (status.State)
        {
            case MqttLinkState.Connected:
                _reason = null;
                log.Info(null, "broker connected", ("broker", address));
                break;
            case MqttLinkState.Waiting when status.Reason != _reason:
                _reason = status.Reason;
                log.Warn(null, "broker away", ("broker", address), ("reason", status.Reason), ("wait", Durations.Write(TimeSpan.FromMilliseconds(Math.Ceiling(status.Pause.TotalMilliseconds)))));
                break;
            case MqttLinkState.Stopped when status.Reason is not null:
                log.Warn(null, "broker left", ("broker", address), ("reason", status.Reason));
                break;
        }
    }
}
