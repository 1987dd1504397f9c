using Glip.Core;

namespace Glip.Host;

/// <summary>Which stream of a configuration is looked at, and in which footage.</summary>
internal static class FootageChoice
{
    /// <summary>The stream of a name; the only one when there is no name.</summary>
    /// <exception cref="ConfigurationException">There is none, or it is not clear which.</exception>
    public static StreamConfiguration Stream(GlipConfiguration configuration, string? id)
    {
        if (id is null && configuration.Streams is [var only])
        {
            return only;
        }

        var names = string.Join(", ", configuration.Streams.Select(stream => stream.Id));
        return configuration.Streams.FirstOrDefault(stream => stream.Id == id)
            ?? throw new ConfigurationException(id is null ? $"--stream is missing; expected one of: {names}" : $"--stream is '{id}', which is no stream of the configuration; expected one of: {names}");
    }

    /// <summary>The stream once for each video, or each file of its own; as it is when it is a camera and there is no video.</summary>
    /// <exception cref="ConfigurationException">There is no such file.</exception>
    public static IReadOnlyList<StreamConfiguration> Over(StreamConfiguration stream, IReadOnlyCollection<string> videos) => stream.Camera is not null && videos.Count == 0
        ? [stream]
        : [.. (videos.Count == 0 ? [stream.Files] : videos.Select(Path.GetFullPath)).SelectMany(VideoFiles.Find).Select(file => stream with { Files = file, Camera = null })];

    /// <summary>A configuration that writes nothing.</summary>
    public static GlipConfiguration WithoutSinks(GlipConfiguration configuration) => configuration with { Sinks = new SinkConfiguration(null, null, DrawSnapshots: false, null, null) };
}
