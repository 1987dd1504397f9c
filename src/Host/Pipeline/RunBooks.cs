using Glip.Sinks;

namespace Glip.Host;

/// <summary>What outlives the streams and, where the program has cameras or somebody to tell, the program.</summary>
/// <param name="Memory">What was set, and numbers of prompts.</param>
/// <param name="Outbox">Numbers of messages, and messages that wait; null for none.</param>
/// <param name="Clock">Gives all times.</param>
internal sealed record RunBooks(RunMemory Memory, Outbox? Outbox, TimeProvider Clock) : IAsyncDisposable
{
    /// <summary>Those of a run that nobody remembers.</summary>
    public static RunBooks OfThisRun(TimeProvider clock) => new(RunMemory.OfThisRun(), null, clock);

    /// <summary>Opens those of a configuration, or begins them. Events that were open when the program was killed are ended.</summary>
    /// <exception cref="Core.ConfigurationException">The data folder cannot be made.</exception>
    /// <exception cref="Core.UnavailableException">Another program uses the outbox, or it cannot be read.</exception>
    public static RunBooks Open(GlipConfiguration configuration, RunLog log, TimeProvider clock)
    {
        var options = new OutboxOptions { Path = Path.Combine(configuration.DataFolder, configuration.Outbox.Path), Receivers = [.. Receivers.WaitedFor(configuration)] };
        if (!configuration.HasCameras && options.Receivers.IsEmpty)
        {
            return OfThisRun(clock);
        }

        void Warn(string line) => log.Warn(null, line);
        var memory = RunMemory.Open(Path.Combine(configuration.DataFolder, "state.json"), Warn);
        return new(memory, Outbox.Open(options, clock, Warn), clock);
    }

    public ValueTask DisposeAsync() => Outbox?.DisposeAsync() ?? ValueTask.CompletedTask;
}
