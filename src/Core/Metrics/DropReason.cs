namespace Glip.Core;

/// <summary>Why a frame was not looked at.</summary>
public enum DropReason
{
    /// <summary>A newer frame of the stream took its place while it waited for the model.</summary>
    Replaced,

    /// <summary>It had waited longer than the maximum age.</summary>
    TooOld,

    /// <summary>All buffers of the stream were in use when it arrived.</summary>
    NoBuffer,

    /// <summary>The device could not compute it.</summary>
    DeviceError,

    /// <summary>The stream or the program was stopped while it waited.</summary>
    Stopped,
}
