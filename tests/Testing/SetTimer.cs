namespace Glip.Testing;

/// <summary>A timer of a <see cref="SetClock"/>. When disposing of it has returned, it does not fire and is not firing, as a timer of the system promises.</summary>
internal sealed class SetTimer(SetClock clock, Action fired) : ITimer
{
    private readonly Lock _firing = new();
    private TimeSpan _period;
    private bool _disposed;

    /// <summary>Timestamp of the clock at which it fires.</summary>
    public long DueAt { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        (_period, DueAt) = (period, clock.GetTimestamp() + dueTime.Ticks);
        clock.Set(this, isSet: dueTime != Timeout.InfiniteTimeSpan);
        return true;
    }

    /// <summary>Sets itself again when it is periodic.</summary>
    public void Fire()
    {
        lock (_firing)
        {
            if (_disposed)
            {
                return;
            }

            if (_period > TimeSpan.Zero)
            {
                Change(_period, _period);
            }

            fired();
        }
    }

    public void Dispose()
    {
        lock (_firing)
        {
            _disposed = true;
            clock.Set(this, isSet: false);
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
