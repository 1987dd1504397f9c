using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>SORT as it was published, to be better than: a filter a step a frame, one association by IoU, ages in frames.</summary>
/// <param name="maxAge">Frames that a track is kept without being found; published: 1.</param>
/// <param name="leastScore">Detections below are left out.</param>
/// <remarks>Source: A. Bewley et al., Simple Online and Realtime Tracking, arXiv 1602.00763, and sort.py by its author.</remarks>
internal sealed class PlainSort(int maxAge, float leastScore) : ITracker
{
    private const float LeastIoU = 0.3f;
    private const int MinHits = 3;

    private readonly Assignment _assignment = new();
    private List<PlainTrack> _tracks = [];
    private int _frames;

    public int LastId { get; private set; }

    public TrackedFrame Update(DetectedFrame frame)
    {
        _frames++;
        _tracks.ForEach(track => track.Predict());
        var boxes = frame.Detections.Where(d => d.Score >= leastScore).Select(d => d.Box).ToList();
        foreach (var box in Associate(boxes))
        {
            _tracks.Add(new(++LastId, box));
        }

        TrackedFrame tracked = new(frame.Header, [.. _tracks.Where(track => track.SinceFound == 0).Select(ToTrack)]);
        _tracks = _tracks.FindAll(track => track.SinceFound <= maxAge);
        return tracked;
    }

    /// <summary>SORT tells only the ones that are <see cref="TrackState.Tracked"/> here.</summary>
    private Track ToTrack(PlainTrack track) => new(
        track.Id, track.Box, BoxOrigin.Detected, track.Streak >= MinHits || _frames <= MinHits ? TrackState.Tracked : TrackState.New, [], 1);

    /// <returns>The boxes that are left.</returns>
    private List<BoundingBox> Associate(List<BoundingBox> boxes)
    {
        _assignment.Begin(boxes.Count);
        foreach (var track in _tracks)
        {
            _assignment.AddRow();
            for (var b = 0; b < boxes.Count; b++)
            {
                _assignment.AddPair(b, track.Box.IoU(boxes[b]));
            }
        }

        var boxOf = _assignment.Solve().ToArray();
        var pairs = boxOf.Index().Where(pair => pair.Item >= 0 && _tracks[pair.Index].Box.IoU(boxes[pair.Item]) >= LeastIoU).ToList();
        pairs.ForEach(pair => _tracks[pair.Index].Find(boxes[pair.Item]));
        return [.. boxes.Where((_, b) => pairs.TrueForAll(pair => pair.Item != b))];
    }
}
