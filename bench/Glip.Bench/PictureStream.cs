using Glip.Core;
using Glip.Inference;

namespace Glip.Bench;

/// <summary>A file that shows the same picture over and over, as fast as it can be looked at.</summary>
internal sealed class PictureStream
{
    private readonly DetectionLane _lane;
    private readonly PreparedPrompt _prompt;
    private readonly RgbImage _picture;
    private readonly FramePool _pool;

    public PictureStream(DetectionScheduler scheduler, RgbImage picture)
    {
        var options = new LaneOptions { Counters = new FrameCounters("picture"), WhenFull = WhenFull.Wait, Capacity = 2 };
        _lane = scheduler.Open(options);
        _prompt = scheduler.Detector.Prepare(Prompt.Of(["person", "car"], 0.5f, 0.35f));
        _picture = picture;
        _pool = new FramePool(scheduler.BuffersFor(options), picture.Size.RgbBytes);
    }

    /// <summary>Shows the picture a number of times and waits for the results.</summary>
    public async Task RunAsync(int times)
    {
        await using var end = _lane.ConfigureAwait(false);
        var submitting = SubmitAsync(times);
        await foreach (var analysed in _lane.ReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            analysed.Dispose();
        }

        await submitting.ConfigureAwait(false);
    }

    private async Task SubmitAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var buffer = await _pool.RentAsync(CancellationToken.None).ConfigureAwait(false);
            _picture.Pixels.CopyTo(buffer.Memory);
            var header = new FrameHeader("picture", i, TimeSpan.FromSeconds(i), DateTimeOffset.UnixEpoch, _picture.Size.Width, _picture.Size.Height);
            await _lane.SubmitAsync(new Frame(header, _picture.Size, buffer), _prompt, CancellationToken.None).ConfigureAwait(false);
        }

        _lane.Complete();
    }
}
