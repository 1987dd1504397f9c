using Glip.Core;

namespace Glip.Tracking;

/// <summary>Gives the bodies of a frame to tracks so that, in each round, the sum of gains is largest.</summary>
internal sealed class Matching
{
    private readonly Assignment _assignment = new();
    private readonly List<LiveTrack> _seeking = [];
    private readonly List<Body> _offered = [];
    private BoundingBox[] _boxes = []; // of those offered, side by side in memory

    /// <summary>Goes through one round: pairs found become one.</summary>
    /// <param name="round">Who takes part, and who fits whom.</param>
    /// <param name="tracks">All, by ascending id; those that were found already are left alone.</param>
    /// <param name="bodies">All of the frame, best first; those that are taken already are left alone.</param>
    public void Match<TRound>(TRound round, List<LiveTrack> tracks, ReadOnlySpan<Body> bodies)
        where TRound : struct, IRound
    {
        Gather(round, tracks, bodies);
        _assignment.Begin(_offered.Count);
        foreach (var track in _seeking)
        {
            _assignment.AddRow();
            AddPairs(round, track);
        }

        var bodyOf = _assignment.Solve();
        for (var t = 0; t < bodyOf.Length; t++)
        {
            if (bodyOf[t] >= 0)
            {
                _seeking[t].Find(_offered[bodyOf[t]]);
            }
        }
    }

    private void Gather<TRound>(TRound round, List<LiveTrack> tracks, ReadOnlySpan<Body> bodies)
        where TRound : struct, IRound
    {
        _seeking.Clear();
        foreach (var track in tracks)
        {
            if (track.IsSought && round.Seeks(track))
            {
                _seeking.Add(track);
            }
        }

        _offered.Clear();
        Buffers.Hold(ref _boxes, bodies.Length);
        foreach (var body in bodies)
        {
            if (!body.IsTaken && round.Offers(body))
            {
                _boxes[_offered.Count] = body.Box;
                _offered.Add(body);
            }
        }
    }

    private void AddPairs<TRound>(TRound round, LiveTrack track)
        where TRound : struct, IRound
    {
        var range = round.Range(track);
        for (var b = 0; b < _offered.Count; b++)
        {
            if (range.Touches(_boxes[b]) && round.Gain(track, _offered[b]) is > 0 and var gain)
            {
                _assignment.AddPair(b, gain);
            }
        }
    }
}
