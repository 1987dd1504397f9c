namespace Glip.Testing;

/// <summary>A timer of a <see cref="SetClock"/>.</summary>
internal sealed class SetTimer(SetClock clock, Action fired) : ITimer
{
    private TimeSpan _period;

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
        if (_period > TimeSpan.Zero)
        {
            Change(_period, _period);
        }

        fired();
    }

    public void Dispose() => clock.Set(this, isSet: false);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
