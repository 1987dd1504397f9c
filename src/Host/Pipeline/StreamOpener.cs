using Glip.Core;

namespace Glip.Host;

/// <summary>Makes streams ready to run: encodes their prompts, opens what they read first, makes what they write.</summary>
internal sealed class StreamOpener(GlipConfiguration configuration, StreamTools tools)
{
    /// <param name="configured">The stream.</param>
    /// <param name="monitor">Told how it is doing.</param>
    /// <param name="numbers">Where its numbers go on.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="ConfigurationException">The model cannot look for the prompt, there is no such file, or a target cannot be written.</exception>
    /// <exception cref="UnavailableException">A file cannot be read as a video.</exception>
    public async Task<IStreamRun> OpenAsync(StreamConfiguration configured, StreamMonitor monitor, StreamNumbers numbers, CancellationToken cancellationToken)
    {
        var stream = CalibratedThresholds.Apply(configured, tools.Scheduler.Detector.Model, line => tools.View.Warn(configured.Id, line));
        var prompt = Prepare(stream);
        if (stream.Camera is not null)
        {
            return await new CameraOpener(configuration, tools).OpenAsync(stream, prompt, monitor, numbers).ConfigureAwait(false);
        }

        var files = VideoFiles.Find(stream.Files);
        var opener = new FileOpener(configuration, stream, prompt, tools, monitor.Counters);
        var first = await opener.OpenAsync(files[0], files.Count > 1, cancellationToken).ConfigureAwait(false);
        return new FileRun(files, first, opener, monitor, tools.View);
    }

    private PreparedPrompt Prepare(StreamConfiguration stream)
    {
        try
        {
            return tools.Scheduler.Detector.Prepare(stream.Prompt);
        }
        catch (PromptException e)
        {
            throw new PromptException(e.Code, e.RefusedPhrase, $"stream '{stream.Id}': {e.Message}");
        }
    }
}
