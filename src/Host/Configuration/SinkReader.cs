namespace Glip.Host;

/// <summary>Reads where results go.</summary>
internal static class SinkReader
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(3650);

    /// <param name="section">Null when there is none.</param>
    /// <param name="streams">The streams whose results they are.</param>
    public static SinkConfiguration Read(YamlSection? section, IReadOnlyList<StreamConfiguration> streams)
    {
        var snapshots = section?.Optional("snapshots")?.Section();
        var sinks = new SinkConfiguration(
            EventFilesReader.Read(section?.Optional("files"), streams),
            snapshots is null ? null : snapshots.Optional("directory")?.PathInside() ?? "snapshots",
            snapshots?.Optional("draw")?.Flag() ?? true,
            ForFiles(streams, section, "video"),
            ForFiles(streams, section, "report"))
        {
            KeepSnapshots = Keep(snapshots) ?? TimeSpan.FromDays(7),
            Candidates = ReadCandidates(section?.Optional("candidates")?.Section()),
        };
        snapshots?.RefuseOthers();
        section?.RefuseOthers();
        return sinks;
    }

    private static CandidateSettings? ReadCandidates(YamlSection? section)
    {
        if (section is null)
        {
            return null;
        }

        var candidates = new CandidateSettings(section.Optional("directory")?.PathInside() ?? "candidates", section.Optional("keep")?.Integer(1, 10_000) ?? 200);
        section.RefuseOthers();
        return candidates;
    }

    /// <summary>How long something is kept; null when it is not said.</summary>
    internal static TimeSpan? Keep(YamlSection? section) => section?.Optional("keep")?.Duration(TimeSpan.FromHours(1), s_longest);

    /// <summary>An output that is about a whole file, of which each stream needs its own.</summary>
    private static OutputPath? ForFiles(IReadOnlyList<StreamConfiguration> streams, YamlSection? sinks, string key)
    {
        if (sinks?.Optional(key) is not { } value)
        {
            return null;
        }

        var section = value.Section();
        var output = ReadOutput(value, section, key);
        section.RefuseOthers();
        if (!output.IsFolder && streams.Count > 1)
        {
            value.Problem($"names one file for {streams.Count} streams; expected directory");
        }

        if (streams.FirstOrDefault(stream => stream.Camera is not null) is { } camera)
        {
            value.Problem($"is for video files, but '{camera.Id}' is a camera; expected streams of files only");
        }

        return output;
    }

    /// <summary>Where an output goes.</summary>
    /// <param name="value">The output.</param>
    /// <param name="section">Its keys.</param>
    /// <param name="usual">Folder to go on with when something is wrong.</param>
    internal static OutputPath ReadOutput(YamlValue value, YamlSection section, string usual)
    {
        var (folder, file) = (section.Optional("directory")?.PathInside(), section.Optional("path")?.PathInside());
        if (folder is null == file is null)
        {
            value.Problem("names both or neither of directory and path; expected one of them");
        }

        return file is null ? new OutputPath(folder ?? usual, IsFolder: true) : new OutputPath(file, IsFolder: false);
    }
}
