namespace Glip.Host;

/// <summary>Progress and warnings only, for commands that tell their results at the end.</summary>
internal sealed class QuietView(ITerminalView view) : ITerminalView
{
    public void Write(string line)
    {
        // Not a result of the command.
    }

    public void Warn(string stream, string line) => view.Warn(stream, line);

    public void Progress(string stream, TimeSpan position, TimeSpan? duration, long analysedFrames) => view.Progress(stream, position, duration, analysedFrames);
}
