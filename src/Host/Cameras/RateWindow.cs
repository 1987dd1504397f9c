namespace Glip.Host;

/// <summary>How fast a running total grows, over the last ten seconds.</summary>
internal sealed class RateWindow
{
    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(10);

    private readonly Queue<(TimeSpan At, long Total)> _looks = new();

    /// <summary>Growth a second.</summary>
    public double PerSecond { get; private set; }

    /// <summary>Growth since the beginning of the window.</summary>
    public long Growth { get; private set; }

    /// <summary>Whether the window is as long as it gets.</summary>
    public bool IsFull { get; private set; }

    /// <param name="at">Time of the look; never before an earlier one.</param>
    /// <param name="total">A total that fell was begun anew: so is the window.</param>
    public void Look(TimeSpan at, long total)
    {
        if (_looks.Count > 0 && total < _looks.Last().Total)
        {
            _looks.Clear();
        }

        _looks.Enqueue((at, total));
        IsFull = at - _looks.Peek().At >= s_length;
        while (_looks.Count > 2 && at - _looks.Peek().At > s_length)
        {
            _looks.Dequeue();
        }

        var (since, first) = _looks.Peek();
        Growth = total - first;
        PerSecond = at > since ? Growth / (at - since).TotalSeconds : 0;
    }
}
