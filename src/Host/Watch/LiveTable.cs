using Glip.Sinks;

namespace Glip.Host;

/// <summary>Shows the board on the whole terminal, drawn anew four times a second.</summary>
internal sealed class LiveTable(MqttAddress broker, TextWriter output, TimeProvider time) : IWatchView
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly WatchBoard _board = new(broker, time);
    private readonly Lock _lock = new();
    private (int Width, int Height) _size;

    /// <summary>Whether standard output can be drawn on.</summary>
    public static bool IsPossible => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    public bool WantsStates => true;

    /// <summary>Draws while something runs, and once more at its end.</summary>
    public async Task ShowAsync(Func<Task> work)
    {
        using var screen = new TerminalScreen(output, WatchColours.AreWanted);
        using var end = new CancellationTokenSource();
        var drawing = DrawAsync(screen, end.Token);
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await drawing.ConfigureAwait(false);
        }
    }

    public void Show(WatchedMessage message) => Change(() => _board.Show(message));

    public void Note(string stream, SequenceFinding finding) => Change(() => _board.Note(stream, finding));

    public void Warn(string line) => Change(() => _board.Note(line));

    public void Link(MqttLinkStatus status) => Change(() => _board.Link = status);

    public void Stream(string name, WatchedStatus? status) => Change(() => _board.Stream(name, status));

    public void Instance(string name, string? state) => Change(() => _board.Instance(name, state));

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
        }
    }

    private async Task DrawAsync(TerminalScreen screen, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            Draw(screen);
            await Task.Delay(s_interval, time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Draw(TerminalScreen screen)
    {
        var (width, height) = (Console.WindowWidth, Console.WindowHeight);
        var size = width > 1 && height > 0 ? (width, height) : (80, 24);
        IReadOnlyList<(string Text, WatchStyle Style)> lines;
        lock (_lock)
        {
            _board.Tidy();
            lines = WatchFrame.Lines(_board, size.Item1 - 1, size.Item2, time); // erasing behind the last column would take its character away
        }

        screen.Draw(lines, size != _size);
        _size = size;
    }
}
