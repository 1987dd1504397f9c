using Glip.Core;
using Glip.Ingest;

namespace Glip.Host;

/// <summary>Opens the files of a configuration, prepares their prompts and makes their sinks.</summary>
internal sealed class StreamOpener(GlipConfiguration configuration, IFfmpeg ffmpeg, IDetector detector, SinkFactory sinks)
{
    /// <exception cref="ConfigurationException">The model cannot look for the prompt, there is no such file, or a target cannot be written.</exception>
    /// <exception cref="UnavailableException">The file cannot be read as a video.</exception>
    public async Task<OpenStream> OpenAsync(StreamConfiguration stream, CancellationToken cancellationToken)
    {
        var prompt = Prepare(stream);
        var options = new FileSourceOptions
        {
            StreamId = stream.Id,
            Resize = detector.Resize,
            FramesPerSecond = stream.FramesPerSecond,
            Buffers = detector.Lanes + 4,
        };
        var source = await FileSource.OpenAsync(ffmpeg, stream.Source, options, cancellationToken).ConfigureAwait(false);
        try
        {
            var hash = await RunIdentity.HashAsync(stream.Source, cancellationToken).ConfigureAwait(false);
            var media = new MediaFile(stream.MediaPath, hash, RunIdentity.Of(hash, detector.Model, stream), source.Info.RecordedAt);
            var open = new OpenStream(stream, source, prompt, new EventStream(configuration.Instance, stream.Id, media, detector.Model));
            return open with { Sinks = await sinks.CreateAsync(open).ConfigureAwait(false) };
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private PreparedPrompt Prepare(StreamConfiguration stream)
    {
        try
        {
            return detector.Prepare(stream.Prompt);
        }
        catch (PromptException e)
        {
            throw new PromptException(e.Code, e.RefusedPhrase, $"stream '{stream.Id}': {e.Message}");
        }
    }
}
