namespace Glip.Core;

/// <summary>Which clock a capture time comes from.</summary>
public enum CaptureOrigin
{
    /// <summary>Time of the stream, tied to the arrival of its first frame or to the recording time of a file.</summary>
    Pts,

    /// <summary>The camera's own clock, from RTCP sender reports.</summary>
    Ntp,

    /// <summary>The clock of this machine when the frame arrived.</summary>
    Arrival,
}
