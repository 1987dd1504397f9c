using Glip.Core;

namespace Glip.Host;

/// <summary>A frame on its way through the model. Owns the frame.</summary>
/// <param name="Frame">The picture.</param>
/// <param name="Detected">What the model finds in it.</param>
internal sealed record AnalysedFrame(Frame Frame, Task<DetectedFrame> Detected) : IDisposable
{
    /// <summary>Waits for the model, which still reads the pixels, and gives the buffer back.</summary>
    public void Dispose()
    {
        if (!Detected.IsCompleted)
        {
            ((IAsyncResult)Detected).AsyncWaitHandle.WaitOne();
        }

        Frame.Dispose();
    }
}
