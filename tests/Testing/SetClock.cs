namespace Glip.Testing;

/// <summary>A clock that stands still until it is moved; its timers fire when it is moved past their time. Safe for use by several threads.</summary>
public sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<SetTimer> _timers = [];
    private long _ticks = now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that are going to fire.</summary>
    public int SetTimers
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SetTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock; timers fire one after the other, each at its time, before this returns.</summary>
    public void Advance(TimeSpan time)
    {
        var end = GetTimestamp() + time.Ticks;
        while (NextUntil(end) is { } timer)
        {
            timer.Fire();
        }

        Interlocked.Exchange(ref _ticks, end);
    }

    internal void Set(SetTimer timer, bool isSet)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (isSet)
            {
                _timers.Add(timer);
            }
        }
    }

    private SetTimer? NextUntil(long end)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
            if (next is not null)
            {
                _timers.Remove(next);
                Interlocked.Exchange(ref _ticks, Math.Max(_ticks, next.DueAt));
            }

            return next;
        }
    }
}
