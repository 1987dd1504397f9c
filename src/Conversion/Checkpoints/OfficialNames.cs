namespace Glip.Conversion;

/// <summary>Opens checkpoints of GLIP under whichever names their tensors have.</summary>
public static class OfficialNames
{
    /// <summary>Opens a file of weights; those under the names of MMDetection are shown under the official ones.</summary>
    /// <inheritdoc cref="Checkpoint.Open"/>
    public static ICheckpoint Open(string path)
    {
        var checkpoint = Checkpoint.Open(path);
        try
        {
            return MmDetectionCheckpoint.Looks(checkpoint) ? new MmDetectionCheckpoint(checkpoint) : checkpoint;
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }
}
