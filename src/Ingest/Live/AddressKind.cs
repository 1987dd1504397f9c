namespace Glip.Ingest;

/// <summary>Ways to a source.</summary>
public enum AddressKind
{
    /// <summary>A file on this machine.</summary>
    File,

    Rtsp,

    /// <summary>RTSP through TLS.</summary>
    Rtsps,

    /// <summary>RTMP, with TLS or without.</summary>
    Rtmp,

    /// <summary>MJPEG or another endless answer over HTTP or HTTPS.</summary>
    Http,

    /// <summary>A playlist of segments over HTTP or HTTPS.</summary>
    Hls,

    /// <summary>A recording over HTTP or HTTPS, such as MP4 or Matroska.</summary>
    HttpFile,

    /// <summary>An MPEG transport stream in UDP packets.</summary>
    Udp,

    /// <summary>A camera of this machine.</summary>
    V4l2,
}
