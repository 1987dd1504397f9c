namespace Glip.Host;

/// <summary>Lets one change a second of each part of each stream pass. Of those that come faster the last one waits for its turn; the others are too many. Safe for use by several threads.</summary>
/// <param name="clock">Measures the second.</param>
internal sealed class ChangePace(TimeProvider clock)
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Stream, string Part), long> _passedAt = [];
    private readonly Dictionary<(string Stream, string Part), TaskCompletionSource> _waiting = [];

    /// <summary>Waits until a change may pass.</summary>
    /// <returns>False when a later change took its place.</returns>
    public async Task<bool> PassAsync((string Stream, string Part) what)
    {
        var later = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        TimeSpan wait;
        lock (_lock)
        {
            wait = Remaining(what);
            if (_waiting.Remove(what, out var earlier))
            {
                earlier.SetResult();
            }

            if (wait <= TimeSpan.Zero)
            {
                _passedAt[what] = clock.GetTimestamp();
                return true;
            }

            _waiting[what] = later;
        }

        return await WaitAsync(what, later, wait).ConfigureAwait(false);
    }

    private async Task<bool> WaitAsync((string Stream, string Part) what, TaskCompletionSource later, TimeSpan wait)
    {
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(later.Task, Task.Delay(wait, clock, enough.Token)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        lock (_lock)
        {
            if (later.Task.IsCompleted)
            {
                return false;
            }

            _waiting.Remove(what);
            _passedAt[what] = clock.GetTimestamp();
            return true;
        }
    }

    private TimeSpan Remaining((string Stream, string Part) what) => _passedAt.TryGetValue(what, out var at) ? s_second - clock.GetElapsedTime(at) : TimeSpan.Zero;
}
