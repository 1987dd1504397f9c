using Glip.Core;

namespace Glip.Host;

/// <summary>Lines only: for pipes, files and services.</summary>
internal sealed class PlainView : ITerminalView
{
    public void Write(string line) => Console.Out.WriteLine(line);

    public void Warn(string stream, string line) => Console.Error.WriteLine($"glip: {stream}: {Redaction.Hide(line)}");

    public void Progress(string stream, TimeSpan position, TimeSpan? duration, long analysedFrames)
    {
        // Progress is for people who watch.
    }
}
