using Glip.Core;
using Glip.Evaluation;

namespace Glip.Host;

/// <summary>What a tracker makes of detections, as rows of MOTChallenge.</summary>
internal static class TrackRows
{
    /// <returns>Boxes of believed tracks that were detected, by frame, then id. Pixels count from 1.</returns>
    public static IEnumerable<MotRow> Of(ITracker tracker, DetectionFile detections, CancellationToken cancellationToken)
    {
        foreach (var frame in detections.Frames())
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var track in tracker.Update(frame).Tracks.Where(track => track is { State: TrackState.Tracked, Origin: BoxOrigin.Detected }))
            {
                var box = new MotBox(track.Box.Left + 1, track.Box.Top + 1, track.Box.Width, track.Box.Height);
                yield return new((int)frame.Header.Index + 1, track.Id, box, track.Phrases[0].Score, null);
            }
        }
    }
}
