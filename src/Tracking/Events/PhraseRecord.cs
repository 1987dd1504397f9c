using Glip.Core;

namespace Glip.Tracking;

/// <summary>How one phrase has fitted one track so far.</summary>
internal sealed class PhraseRecord(SoughtPhrase sought)
{
    /// <summary>Detected frames over which scores are averaged.</summary>
    public const int Window = 10;

    private readonly float[] _lastScores = new float[Window]; // in no order
    private int _oldest;
    private TimeSpan _lastKept;

    /// <summary>Its thresholds may change.</summary>
    public SoughtPhrase Sought { get; set; } = sought;

    /// <summary>Score in this frame; 0 when not found in it.</summary>
    public float Score { get; private set; }

    public float TopScore { get; private set; }

    /// <summary>Active from the enter threshold on, until below the leave threshold for a while.</summary>
    public bool Active { get; private set; }

    /// <summary>A frame in which the track was detected.</summary>
    /// <param name="score">In [0, 1]; 0 when the phrase was not found on it.</param>
    /// <param name="now">Time of the frame.</param>
    /// <param name="inactiveAfter">How long it stays active below its leave threshold.</param>
    public void Observe(float score, TimeSpan now, TimeSpan inactiveAfter)
    {
        _lastScores[_oldest] = score;
        _oldest = (_oldest + 1) % Window;
        TopScore = Math.Max(TopScore, score);
        Update(score, now, inactiveAfter);
    }

    /// <summary>A frame in which the track was not detected.</summary>
    public void Miss(TimeSpan now, TimeSpan inactiveAfter) => Update(0, now, inactiveAfter);

    /// <summary>Mean score over the last frames in which the track was detected; those before the phrase was first found count as 0.</summary>
    /// <param name="detectedFrames">Frames in which the track was detected so far, at least 1.</param>
    public float Mean(int detectedFrames) => _lastScores.Sum() / Math.Min(detectedFrames, Window);

    public EventPhrase ToEventPhrase() => new(Sought, Score, TopScore, Active);

    private void Update(float score, TimeSpan now, TimeSpan inactiveAfter)
    {
        Score = score;
        if (score >= Sought.LeaveThreshold)
        {
            _lastKept = now;
        }

        Active = score >= Sought.EnterThreshold || (Active && now - _lastKept <= inactiveAfter);
    }
}
