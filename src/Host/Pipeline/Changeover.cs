using Glip.Core;

namespace Glip.Host;

/// <summary>
/// Leads a stream from one judgement to the next: frames are read for the newest one, and results are judged by the one that their frame was
/// read for. Safe for use by several threads.
/// </summary>
/// <param name="first">The judgement that it begins with.</param>
internal sealed class Changeover(Judgement first)
{
    private readonly Lock _lock = new();
    private readonly Queue<ComingJudgement> _coming = new(); // no result of them has come back yet
    private Judgement _newest = first;
    private bool _isOver;

    /// <summary>What the next frame is read for, and whether a result of it is still waited for.</summary>
    public (Judgement Judgement, bool IsComing) Next()
    {
        lock (_lock)
        {
            foreach (var coming in _coming)
            {
                coming.IsRead = true;
            }

            return (_newest, _coming.Count > 0);
        }
    }

    /// <summary>The next frame is read for another judgement.</summary>
    /// <returns>Ends when the first result of it, or of a later one, is about to be judged, or the stream has ended.</returns>
    public Task Begin(Judgement next)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return Task.CompletedTask;
            }

            _newest = next;
            if (_coming.LastOrDefault() is { IsRead: false } unread)
            {
                unread.Judgement = next;
                return unread.InForce.Task;
            }

            var coming = new ComingJudgement { Judgement = next };
            _coming.Enqueue(coming);
            return coming.InForce.Task;
        }
    }

    /// <summary>What judges a result from now on; null when what judged the one before does.</summary>
    public Judgement? ComingWith(PreparedPrompt prompt)
    {
        lock (_lock)
        {
            return _coming.FirstOrDefault(coming => coming.Judgement.Prompt == prompt)?.Judgement;
        }
    }

    /// <summary>A judgement is in force: those before it never will be.</summary>
    public void Complete(Judgement judgement)
    {
        lock (_lock)
        {
            ComingJudgement coming;
            do
            {
                coming = _coming.Dequeue();
                coming.InForce.SetResult();
            }
            while (coming.Judgement != judgement);
        }
    }

    /// <summary>No more results come.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isOver = true;
            while (_coming.TryDequeue(out var coming))
            {
                coming.InForce.SetResult();
            }
        }
    }
}
