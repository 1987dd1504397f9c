namespace Glip.Host;

/// <summary>Results as lines, everything else as entries of the log: for programs that run for ever.</summary>
internal sealed class ServiceView(RunLog log) : ITerminalView
{
    public void Write(string line) => Console.Out.WriteLine(line);

    public void Warn(string stream, string line) => log.Warn(stream, line);

    public void Progress(string stream, TimeSpan position, TimeSpan? duration, long analysedFrames)
    {
        // There is no end to be near to.
    }
}
