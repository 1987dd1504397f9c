namespace Glip.Host;

/// <summary>Makes streams ready to run: opens what they read first, makes what they write.</summary>
internal sealed class StreamOpener(GlipConfiguration configuration, StreamTools tools)
{
    /// <param name="stream">The stream.</param>
    /// <param name="monitor">Told how it is doing.</param>
    /// <param name="numbers">Where its numbers go on.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="Core.ConfigurationException">There is no such file, or a target cannot be written.</exception>
    /// <exception cref="Core.UnavailableException">A file cannot be read as a video.</exception>
    public async Task<IStreamRun> OpenAsync(PreparedStream stream, StreamMonitor monitor, StreamNumbers numbers, CancellationToken cancellationToken)
    {
        if (stream.InForce.Camera is not null)
        {
            return await new CameraOpener(configuration, tools).OpenAsync(stream, monitor, numbers).ConfigureAwait(false);
        }

        var files = VideoFiles.Find(stream.InForce.Files);
        var opener = new FileOpener(configuration, stream, tools, monitor, numbers);
        var first = await opener.OpenAsync(files[0], files.Count > 1, cancellationToken).ConfigureAwait(false);
        return new FileRun(files, first, opener, monitor, tools.View);
    }
}
