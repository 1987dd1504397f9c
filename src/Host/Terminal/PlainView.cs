namespace Glip.Host;

/// <summary>Lines only: for pipes, files and services.</summary>
internal sealed class PlainView : ITerminalView
{
    public void Write(string line) => Console.Out.WriteLine(line);

    public void Warn(string line) => Console.Error.WriteLine($"glip: {line}");

    public void Progress(string stream, TimeSpan position, TimeSpan? duration, long analysedFrames)
    {
        // Progress is for people who watch.
    }
}
