using System.Threading.Channels;

namespace Glip.Inference;

/// <summary>Frames of one stream that are computed, or computed and not yet read. Results leave in the order in which computing began.</summary>
/// <param name="most">As many at most, so that no more buffers are needed when results are read slowly.</param>
internal sealed class OrderedResults(int most)
{
    private readonly Channel<AnalysedFrame> _analysed = Channel.CreateBounded<AnalysedFrame>(most);
    private readonly Queue<PendingFrame> _computing = new();
    private int _count;

    public ChannelReader<AnalysedFrame> Reader => _analysed.Reader;

    /// <summary>Frames that may be added.</summary>
    public int Room => most - _count;

    /// <summary>Whether all that was added has been computed.</summary>
    public bool IsDone => _computing.Count == 0;

    /// <summary>With whom frames are computed at present.</summary>
    public IEnumerable<FrameBatch> Batches => _computing.Select(frame => frame.Batch!).Distinct();

    public void Add(PendingFrame frame)
    {
        _count++;
        _computing.Enqueue(frame);
    }

    /// <summary>Hands out what is done, up to the first frame that is not.</summary>
    public void HandOut()
    {
        while (_computing.TryPeek(out var first) && first.IsDone)
        {
            _computing.Dequeue();
            if (first.Detected is { } detected)
            {
                _analysed.Writer.TryWrite(new AnalysedFrame(first.Frame, first.Request.Prompt, detected)); // as many fit as may be added
            }
            else
            {
                Leave();
            }
        }
    }

    /// <summary>A result was read, or there is none.</summary>
    public void Leave() => _count--;

    public void Complete(Exception? failure) => _analysed.Writer.TryComplete(failure);
}
