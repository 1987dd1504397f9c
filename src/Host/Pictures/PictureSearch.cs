using System.Collections.Immutable;
using Glip.Core;
using Glip.Inference;
using Glip.Ingest;

namespace Glip.Host;

/// <summary>Looks for a prompt in single pictures, scaled exactly as the model was trained.</summary>
internal sealed class PictureSearch(PictureReader reader, GlipDetector detector, PreparedPrompt prompt, float threshold)
{
    /// <returns>The picture at its own size, and what was found in it, best first.</returns>
    /// <exception cref="GlipException">The picture cannot be read.</exception>
    public async Task<(RgbImage Picture, ImmutableArray<Detection> Detections)> RunAsync(string path, CancellationToken cancellationToken)
    {
        var picture = await reader.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        var resized = PillowResize.Resize(picture, detector.Resize.Apply(picture.Size));
        var pool = new FramePool(1, resized.Size.RgbBytes);
        var buffer = await pool.RentAsync(cancellationToken).ConfigureAwait(false);
        resized.Pixels.CopyTo(buffer.Memory);
        var header = new FrameHeader(path, 0, TimeSpan.Zero, DateTimeOffset.UnixEpoch, picture.Size.Width, picture.Size.Height);
        using var frame = new Frame(header, resized.Size, buffer);
        var found = detector.Detect([new DetectionRequest(frame, prompt)], cancellationToken)[0];
        return (picture, [.. found.Detections.Where(detection => detection.Score >= threshold)]);
    }
}
