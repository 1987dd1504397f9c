namespace Glip.Ingest;

/// <summary>How RTSP brings pictures.</summary>
public enum RtspTransport
{
    /// <summary>In the connection itself: nothing is lost, and it passes firewalls.</summary>
    Tcp,

    /// <summary>In packets of their own, some of which may be lost.</summary>
    Udp,
}
