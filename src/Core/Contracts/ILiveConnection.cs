namespace Glip.Core;

/// <summary>One connection to a live source. Frames come as fast as the source sends them and are never waited for.</summary>
public interface ILiveConnection : IFrameSource
{
    /// <summary>What is known of the source; null before the first frame.</summary>
    SourceInfo? Info { get; }

    /// <summary>Frames decoded so far, also those that were not wanted.</summary>
    long DecodedFrames { get; }

    /// <summary>Compressed bytes that arrived so far; null when unknown.</summary>
    long? BytesReceived { get; }
}
