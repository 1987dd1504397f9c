using System.Diagnostics;
using Glip.Core;

namespace Glip.Host;

/// <summary>Tells events to the person at the terminal as they happen.</summary>
internal sealed class TerminalSink(ITerminalView view, string stream, TimeSpan? duration) : ISink
{
    private static readonly TimeSpan s_progressInterval = TimeSpan.FromMilliseconds(200);

    private long _frames;
    private long _shownAt;

    public string Name => "terminal";

    public ValueTask WriteAsync(FrameReport report, CancellationToken cancellationToken)
    {
        foreach (var e in report.Events.Where(e => e.Type != EventType.Update))
        {
            view.Write(EventLines.Of(e));
        }

        _frames++;
        if (_shownAt == 0 || Stopwatch.GetElapsedTime(_shownAt) >= s_progressInterval)
        {
            _shownAt = Stopwatch.GetTimestamp();
            view.Progress(stream, report.Header.Pts, duration, _frames);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
