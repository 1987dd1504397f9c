using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Glip.Core;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Glip.Host;

/// <summary>Reads a configuration file. All of it is checked before anything starts, and all problems are told at once.</summary>
internal sealed partial class ConfigurationReader
{
    private const int LargestFile = 1 << 20;

    private readonly string _file;
    private readonly string _folder;
    private readonly YamlProblems _problems;

    private ConfigurationReader(string path)
    {
        _file = Path.GetFullPath(path);
        _folder = Path.GetDirectoryName(_file)!;
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
        catch (InvalidOperationException e)
        {
            // The parser gives up so when brackets that span lines go on at the left margin.
            throw new ConfigurationException($"{path}: not YAML; expected lines inside of brackets to be indented", e);
        }
        catch (YamlException e)
        {
            throw new ConfigurationException($"{path}:{e.Start.Line}: not YAML: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private GlipConfiguration Read(YamlSection root, string? dataFolder)
    {
        var instance = root.Optional("instance") is { } name ? Name(name) : "glip";
        var model = ModelReader.Read(root.Optional("model")?.Section(), _folder);
        var prompts = new PromptReader(root.Optional("prompts")?.Section());
        var streams = ReadStreams(root, new StreamReader(_folder, prompts));
        var sinkSection = root.Optional("sinks")?.Section();
        var brokerReader = new BrokerReader(sinkSection, _folder);
        var broker = brokerReader.Read(streams);
        var webhook = WebhookReader.Read(sinkSection?.Optional("webhook")?.Section(), _folder);
        var sinks = SinkReader.Read(sinkSection, streams);
        var configuration = new GlipConfiguration(instance, model, Path.GetFullPath(dataFolder ?? _folder), streams, sinks)
        {
            File = _file,
            Broker = broker,
            Webhook = webhook,
            Outbox = brokerReader.Outbox,
            Web = ReadWeb(root.Optional("web")?.Section()),
            Log = ReadLog(root.Optional("log")?.Section()),
            Otlp = ReadTelemetry(root.Optional("telemetry")?.Section()),
            ShutdownTimeout = root.Optional("shutdown_timeout")?.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)) ?? TimeSpan.FromSeconds(2),
        };
        root.RefuseOthers();
        return configuration;
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

    private static IPEndPoint? ReadWeb(YamlSection? section)
    {
        const string expected = "an address and a port of this machine, such as 127.0.0.1:8080 or [::]:8080";
        IPEndPoint? listen = null;
        if (section?.Required("listen", expected) is { } value && value.Text() is { } text
            && (!text.Contains(':', StringComparison.Ordinal) || !IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.Ordinal), out listen)))
        {
            value.Problem($"is '{text}'; expected {expected}");
        }

        section?.RefuseOthers();
        return listen;
    }

    private static LogFormat ReadLog(YamlSection? section)
    {
        var format = section?.Optional("format")?.Choice(("text", LogFormat.Text), ("json", LogFormat.Json));
        section?.RefuseOthers();
        return format ?? LogFormat.Text;
    }

    private static Uri? ReadTelemetry(YamlSection? section)
    {
        Uri? endpoint = null;
        if (section?.Required("otlp", "the address of a collector, such as http://127.0.0.1:4318") is { } value && value.Text() is { } text
            && !(Uri.TryCreate(text, UriKind.Absolute, out endpoint) && endpoint.Scheme is "http" or "https"))
        {
            value.Problem("is no address; expected the address of a collector, such as http://127.0.0.1:4318");
        }

        section?.RefuseOthers();
        return endpoint;
    }

    /// <summary>Whether a text may be the name of an instance, stream, zone or line.</summary>
    internal static bool IsName(string text) => NamePattern().IsMatch(text);

    /// <summary>A name of an instance, stream, zone or line.</summary>
    internal static string Name(YamlValue value)
    {
        var name = value.Text();
        if (name is not null)
        {
            CheckName(name, value);
        }

        return name ?? string.Empty;
    }

    /// <summary>Notes a problem with a name that may not be one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">What has it.</param>
    internal static void CheckName(string name, YamlValue value)
    {
        if (!IsName(name))
        {
            value.Problem($"is '{name}'; expected 1 to 64 of a-z, 0-9, '_' and '-', beginning with a letter or digit");
        }
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}
