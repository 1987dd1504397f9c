namespace Glip.Host;

/// <summary>A judgement that frames are, or are about to be, read for, and that is not in force yet.</summary>
internal sealed class ComingJudgement
{
    public required Judgement Judgement { get; set; }

    /// <summary>Whether a frame was read for it.</summary>
    public bool IsRead { get; set; }

    /// <summary>Ends when it, or a later one, is in force.</summary>
    public TaskCompletionSource InForce { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
