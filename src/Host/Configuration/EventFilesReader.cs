namespace Glip.Host;

/// <summary>Reads where and how events are written to files.</summary>
internal static class EventFilesReader
{
    private static readonly (string Name, EventFormats Value)[] s_formats = [("jsonl", EventFormats.JsonLines), ("csv", EventFormats.Csv)];

    /// <param name="value">Null when there is none.</param>
    /// <param name="streams">The streams whose events they are.</param>
    public static EventFiles? Read(YamlValue? value, IReadOnlyList<StreamConfiguration> streams)
    {
        if (value is null)
        {
            return null;
        }

        var section = value.Section();
        var files = new EventFiles(SinkReader.ReadOutput(value, section, "events"))
        {
            Formats = section.Optional("formats") is { } formats ? ReadFormats(formats) : EventFormats.JsonLines,
            RotateBytes = section.Optional("rotate")?.Bytes(64 << 10, 1L << 40) ?? 256L << 20,
            Keep = SinkReader.Keep(section) ?? TimeSpan.FromDays(30),
        };
        section.RefuseOthers();
        Check(files, value, streams);
        return files;
    }

    /// <summary>Names of the formats that are wanted.</summary>
    public static IEnumerable<string> Names(EventFormats formats) => s_formats.Where(format => formats.HasFlag(format.Value)).Select(format => format.Name);

    private static void Check(EventFiles files, YamlValue value, IReadOnlyList<StreamConfiguration> streams)
    {
        if (!files.Output.IsFolder && streams.FirstOrDefault(stream => stream.Camera is not null) is { } camera)
        {
            value.Problem($"names one file, but '{camera.Id}' is a camera, which writes a file a day; expected directory");
        }

        if (!files.Output.IsFolder && Names(files.Formats).Count() > 1)
        {
            value.Problem($"names one file for the formats {string.Join(" and ", Names(files.Formats))}; expected directory");
        }
    }

    private static EventFormats ReadFormats(YamlValue value)
    {
        var formats = value.List();
        if (formats.Count == 0)
        {
            value.Problem("names no format; expected jsonl, csv or both");
        }

        return formats.Aggregate(EventFormats.None, (all, each) => all | ReadFormat(each));
    }

    private static EventFormats ReadFormat(YamlValue value)
    {
        var text = value.Text();
        var format = s_formats.FirstOrDefault(known => known.Name == text).Value;
        if (text is not null && format == EventFormats.None)
        {
            var nearest = NearestName.Of(text, s_formats.Select(known => known.Name)) is { } near ? $"nearest: '{near}'" : "expected jsonl or csv";
            value.Problem($"is '{text}', which is no known format; {nearest}");
        }

        return format;
    }
}
