using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// Cuts pictures of what was rejected out of its frames: of each phrase the best of a span of ten seconds, so that one swaying bush does not
/// fill the folder. One per stream; used by one thread at a time.
/// </summary>
/// <param name="codec">Encodes the pictures.</param>
public sealed class CandidatePictures(IJpegCodec codec)
{
    /// <summary>Time in which a phrase keeps one picture.</summary>
    internal static readonly TimeSpan Span = TimeSpan.FromSeconds(10);

    private const float Margin = 0.25f; // of the box, on each side: what is around helps to see what it is
    private const int LeastSide = 16;

    private readonly Dictionary<Phrase, (DateTimeOffset Begin, float Score)> _best = [];

    /// <summary>Adds pictures to the candidates that are worth one.</summary>
    /// <param name="frame">The frame of the report; borrowed.</param>
    /// <param name="report">What the frame brought.</param>
    public FrameReport Attach(Frame frame, FrameReport report) =>
        report.Rejected.Any(IsWorthIt(report)) ? report with { Rejected = [.. WithPictures(frame, report)] } : report;

    private IEnumerable<RejectedCandidate> WithPictures(Frame frame, FrameReport report)
    {
        foreach (var candidate in report.Rejected.OrderByDescending(candidate => candidate.Detection.Score))
        {
            var isWorthIt = IsWorthIt(report)(candidate);
            if (isWorthIt)
            {
                var begin = _best.TryGetValue(candidate.Detection.Phrase, out var best) && Lasts(best.Begin, report) ? best.Begin : report.Header.CapturedAt;
                _best[candidate.Detection.Phrase] = (begin, candidate.Detection.Score);
            }

            yield return isWorthIt ? candidate with { Jpeg = Cut(frame, candidate.Detection.Box) } : candidate;
        }
    }

    private Func<RejectedCandidate, bool> IsWorthIt(FrameReport report) => candidate =>
        !_best.TryGetValue(candidate.Detection.Phrase, out var best) || candidate.Detection.Score > best.Score || !Lasts(best.Begin, report);

    private static bool Lasts(DateTimeOffset begin, FrameReport report) => (report.Header.CapturedAt - begin).Duration() < Span;

    private byte[] Cut(Frame frame, BoundingBox box)
    {
        var (left, width) = Side(box.Left, box.Right, frame.Header.Width, frame.Size.Width);
        var (top, height) = Side(box.Top, box.Bottom, frame.Header.Height, frame.Size.Height);
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            frame.Pixels.Span.Slice((((top + y) * frame.Size.Width) + left) * 3, width * 3).CopyTo(pixels.AsSpan(y * width * 3));
        }

        return codec.Encode(new(width, height), pixels);
    }

    /// <summary>One side of the box with its margin, in pixels of the frame.</summary>
    private static (int Start, int Length) Side(float start, float end, int source, int size)
    {
        var (middle, length) = ((start + end) / 2 * size / source, (end - start) * (1 + (2 * Margin)) * size / source);
        var whole = Math.Clamp((int)length, Math.Min(LeastSide, size), size);
        return (Math.Clamp((int)(middle - (whole / 2f)), 0, size - whole), whole);
    }
}
