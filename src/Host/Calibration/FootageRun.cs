using Glip.Core;
using Glip.Inference;

namespace Glip.Host;

/// <summary>Runs one stream over footage with the production stages, with another engine in the place of its events.</summary>
/// <param name="detector">The model; borrowed.</param>
/// <param name="ffmpeg">Reads media.</param>
/// <param name="view">Told how far it is.</param>
internal sealed class FootageRun(GlipDetector detector, IFfmpeg ffmpeg, ITerminalView view)
{
    /// <summary>Runs to the end of the footage.</summary>
    /// <param name="configuration">Where results go.</param>
    /// <param name="stream">What is looked at, and for what.</param>
    /// <param name="engine">Makes the engine of each file.</param>
    /// <param name="stop">Ends it early.</param>
    /// <returns>Whether all of it could be analysed and written.</returns>
    /// <exception cref="GlipException">Something is wrong with the stream or its source.</exception>
    public async Task<bool> RunAsync(GlipConfiguration configuration, StreamConfiguration stream, Func<EventStream, StreamConfiguration, IEventEngine> engine, StopSignal stop)
    {
        var clock = TimeProvider.System;
        var scheduler = new DetectionScheduler(detector, configuration.Model.Batches(detector), clock, line => view.Warn(stream.Id, line));
        await using (scheduler.ConfigureAwait(false))
        {
            var tools = new StreamTools(ffmpeg, scheduler, new SinkFactory(configuration, ffmpeg, view, clock), view, RunLog.Silent, clock) { Engine = engine, KeepsBackground = false };
            var monitor = new StreamMonitor(stream.Id, tools.Log, clock);
            var numbers = new StreamNumbers(stream.Id, new PromptVersions(stream.Id, RunMemory.OfThisRun(), clock));
            var run = await new StreamOpener(configuration, tools).OpenAsync(PreparedStream.Of(stream, tools, numbers), monitor, numbers, stop.Source).ConfigureAwait(false);
            await using (run.ConfigureAwait(false))
            {
                return await run.RunAsync(stop).ConfigureAwait(false);
            }
        }
    }
}
