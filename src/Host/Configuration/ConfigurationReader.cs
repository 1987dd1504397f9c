using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Glip.Core;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Glip.Host;

/// <summary>Reads a configuration file. All of it is checked before anything starts, and all problems are told at once.</summary>
internal sealed partial class ConfigurationReader
{
    private const int LargestFile = 1 << 20;

    private readonly string _folder;
    private readonly YamlProblems _problems;

    private ConfigurationReader(string path)
    {
        _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        _problems = new YamlProblems(path);
    }

    /// <summary>Relative paths in the file start at the folder of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dataFolder">Where results are written; null for the folder of the file.</param>
    /// <exception cref="ConfigurationException">The file cannot be read, or something in it is wrong.</exception>
    public static GlipConfiguration Read(string path, string? dataFolder)
    {
        var reader = new ConfigurationReader(path);
        var document = Parse(path);
        var configuration = reader.Read(new YamlSection(document, string.Empty, reader._problems), dataFolder);
        reader._problems.ThrowIfAny();
        return configuration;
    }

    private static YamlMappingNode Parse(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > LargestFile)
            {
                throw new ConfigurationException($"{path}: has {file.Length} bytes; expected a configuration of at most {LargestFile}");
            }

            using var text = File.OpenText(path);
            var yaml = new YamlStream();
            yaml.Load(text);
            return yaml.Documents is [{ RootNode: YamlMappingNode root }]
                ? root
                : throw new ConfigurationException($"{path}: not a configuration; expected keys such as 'streams:' at the left margin");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: cannot be read ({e.Message.TrimEnd('.')}); expected a configuration file", e);
        }
        catch (YamlException e)
        {
            throw new ConfigurationException($"{path}:{e.Start.Line}: not YAML: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private GlipConfiguration Read(YamlSection root, string? dataFolder)
    {
        var instance = root.Optional("instance") is { } name ? Name(name) : "glip";
        var model = ReadModel(root.Optional("model")?.Section());
        var prompts = new PromptReader(root.Optional("prompts")?.Section());
        var streams = ReadStreams(root, new StreamReader(_folder, prompts));
        var sinks = ReadSinks(root.Optional("sinks")?.Section(), streams.Length);
        root.RefuseOthers();
        return new GlipConfiguration(instance, model, Path.GetFullPath(dataFolder ?? _folder), streams, sinks);
    }

    private string ReadModel(YamlSection? section)
    {
        var package = section?.Optional("package")?.Text();
        section?.Optional("device")?.Choice(("auto", 0), ("cpu", 0));
        section?.RefuseOthers();
        return package is null ? Installation.DefaultModel : Path.GetFullPath(Path.Combine(_folder, package));
    }

    private ImmutableArray<StreamConfiguration> ReadStreams(YamlSection root, StreamReader reader)
    {
        var list = root.Required("streams", "a list of streams, each with id, source and prompt")?.List() ?? [];
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var streams = ImmutableArray.CreateBuilder<StreamConfiguration>();
        foreach (var item in list)
        {
            var stream = reader.Read(item.Section());
            if (!ids.Add(stream.Id))
            {
                item.Problem($"has the id '{stream.Id}' of another stream; expected each id once");
            }

            streams.Add(stream);
        }

        if (list.Count == 0)
        {
            _problems.Add(root.Line, "streams holds no stream; expected at least one");
        }

        return streams.ToImmutable();
    }

    private static SinkConfiguration ReadSinks(YamlSection? section, int streams)
    {
        var snapshots = section?.Optional("snapshots")?.Section();
        var sinks = new SinkConfiguration(
            Output(section, "files"),
            snapshots is null ? null : Inside(snapshots.Optional("directory")) ?? "snapshots",
            snapshots?.Optional("draw")?.Flag() ?? true,
            ForEach(streams, section, "video"),
            ForEach(streams, section, "report"));
        snapshots?.RefuseOthers();
        section?.RefuseOthers();
        return sinks;
    }

    /// <summary>An output of which each stream needs its own.</summary>
    private static OutputPath? ForEach(int streams, YamlSection? sinks, string key)
    {
        var output = Output(sinks, key);
        if (output is { IsFolder: false } && streams > 1)
        {
            sinks!.Optional(key)!.Problem($"names one file for {streams} streams; expected directory");
        }

        return output;
    }

    private static OutputPath? Output(YamlSection? sinks, string key)
    {
        if (sinks?.Optional(key) is not { } value)
        {
            return null;
        }

        var section = value.Section();
        var (folder, file) = (Inside(section.Optional("directory")), Inside(section.Optional("path")));
        section.RefuseOthers();
        if (folder is null == file is null)
        {
            value.Problem("names both or neither of directory and path; expected one of them");
        }

        return file is null ? new OutputPath(folder ?? key, IsFolder: true) : new OutputPath(file, IsFolder: false);
    }

    private static string? Inside(YamlValue? value)
    {
        var path = value?.Text();
        if (path is not null && (Path.IsPathRooted(path) || path.Split('/').Any(part => part is "" or "." or "..") || path.Contains('\0', StringComparison.Ordinal)))
        {
            value!.Problem($"is '{path}'; expected a relative path without '..', below the data folder");
        }

        return path;
    }

    /// <summary>A name of an instance, stream, zone or line.</summary>
    internal static string Name(YamlValue value)
    {
        var name = value.Text();
        if (name is not null && !NamePattern().IsMatch(name))
        {
            value.Problem($"is '{name}'; expected 1 to 64 of a-z, 0-9, '_' and '-', beginning with a letter or digit");
        }

        return name ?? string.Empty;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}
