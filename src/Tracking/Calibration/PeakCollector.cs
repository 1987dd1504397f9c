using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// Collects, from tracks of footage in which nothing is to be told, the highest enter thresholds at which each of them would have started an
/// event. The tracker runs with low thresholds, so that weak tracks are seen too.
/// </summary>
/// <remarks>
/// An event of a phrase with the threshold t starts when a track is believed, that is found with <paramref name="highScore"/> or t, whichever is lower, in
/// <paramref name="minHits"/> frames, and the phrase reaches t. So a track counts up to its best score of the phrase when it scored highScore so many times, and else up to
/// the score that it reached so many times. A track that goes on gives a peak a minute.
/// </remarks>
/// <param name="minHits">Frames in which a thing must be found.</param>
/// <param name="highScore">Score from which tracks begin in earnest.</param>
public sealed class PeakCollector(int minHits, float highScore)
{
    private readonly FootageLength _footage = new();
    private readonly Dictionary<int, TrackPeak> _tracks = [];
    private readonly List<PhraseScore> _peaks = [];

    /// <summary>Length of what was seen.</summary>
    public TimeSpan Footage => _footage.Total;

    /// <summary>All peaks so far, in no order.</summary>
    public IReadOnlyList<PhraseScore> Peaks => _peaks;

    public void Observe(TrackedFrame frame)
    {
        _footage.Observe(frame.Header.CapturedAt);
        foreach (var track in frame.Tracks)
        {
            if (track.State == TrackState.Ended)
            {
                End(track.Id);
            }
            else
            {
                Follow(track);
            }
        }
    }

    /// <summary>Ends all tracks, as at the end of the footage.</summary>
    public void EndAll() => _tracks.Keys.ToList().ForEach(End);

    private void Follow(Track track)
    {
        if (!_tracks.TryGetValue(track.Id, out var peak))
        {
            _tracks[track.Id] = peak = new(minHits, highScore, _footage.Now);
        }

        peak.Observe(track);
        _peaks.AddRange(peak.TakeWhenDue(_footage.Now));
    }

    private void End(int id)
    {
        if (_tracks.Remove(id, out var peak))
        {
            _peaks.AddRange(peak.Take());
        }
    }
}
