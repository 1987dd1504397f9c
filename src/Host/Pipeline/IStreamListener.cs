using Glip.Core;

namespace Glip.Host;

/// <summary>Is told of what streams bring.</summary>
internal interface IStreamListener
{
    /// <summary>Takes what a frame brought: of each stream in order, of several at a time. The messages have no numbers yet. Must not wait.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="report">What its frame brought.</param>
    void Take(EventStream stream, FrameReport report);
}
