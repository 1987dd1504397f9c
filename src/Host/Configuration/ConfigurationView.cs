using System.Security.Cryptography;
using System.Text;
using Glip.Core;
using Glip.Sinks;
using YamlDotNet.Serialization;

namespace Glip.Host;

/// <summary>The configuration in force as YAML that could be read again: defaults filled in, secrets hidden.</summary>
internal static class ConfigurationView
{
    private static readonly ISerializer s_yaml = new SerializerBuilder().ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull).WithQuotingNecessaryStrings().Build();

    public static string Write(GlipConfiguration configuration) => Redaction.Hide(s_yaml.Serialize(Tree(
        ("instance", configuration.Instance),
        ("model", Model(configuration.Model)),
        ("streams", configuration.Streams.Select(Stream).ToList()),
        ("sinks", Sinks(configuration)),
        ("web", configuration.Web is { } web ? Tree(("listen", web.ToString())) : null),
        ("log", Tree(("format", Name(configuration.Log)))),
        ("telemetry", configuration.Otlp is { } otlp ? Tree(("otlp", otlp.ToString())) : null),
        ("shutdown_timeout", Durations.Write(configuration.ShutdownTimeout)))));

    /// <summary>Whether a stream can go on with other settings as if nothing had changed.</summary>
    public static bool SameStream(StreamConfiguration present, StreamConfiguration wanted) =>
        Equals(present.Camera?.Connection.Address, wanted.Camera?.Connection.Address) && s_yaml.Serialize(Stream(present)) == s_yaml.Serialize(Stream(wanted));

    /// <summary>Whether streams differ at most in what is sought and when it is told: prompt, thresholds, zones, lines, times.</summary>
    public static bool SameSource(StreamConfiguration present, StreamConfiguration wanted) => SameStream(
        present with { Prompt = wanted.Prompt, Regions = wanted.Regions, Tracker = wanted.Tracker, Events = wanted.Events, Calibration = wanted.Calibration },
        wanted);

    /// <summary>Whether prompts are written alike.</summary>
    public static bool SamePrompt(Prompt present, Prompt wanted) => s_yaml.Serialize(PromptTree(present)) == s_yaml.Serialize(PromptTree(wanted));

    /// <summary>The same for prompts that are written alike, another one for others: 32 hexadecimal digits.</summary>
    public static string Identity(Prompt prompt) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(s_yaml.Serialize(PromptTree(prompt)))))[..32];

    /// <summary>Keys that differ, and that a running program does not change.</summary>
    public static IEnumerable<string> FixedAtStart(GlipConfiguration present, GlipConfiguration wanted)
    {
        (string Key, bool Same)[] keys =
        [
            ("instance", present.Instance == wanted.Instance),
            ("model", present.Model == wanted.Model),
            ("sinks.mqtt", Equals(present.Broker?.Address, wanted.Broker?.Address) && s_yaml.Serialize(Broker(present)) == s_yaml.Serialize(Broker(wanted))),
            ("sinks.webhook", present.Webhook == wanted.Webhook),
            ("web", Equals(present.Web, wanted.Web)),
            ("log", present.Log == wanted.Log),
            ("telemetry", present.Otlp == wanted.Otlp),
            ("shutdown_timeout", present.ShutdownTimeout == wanted.ShutdownTimeout),
        ];
        return keys.Where(key => !key.Same).Select(key => key.Key);
    }

    private static Dictionary<string, object> Model(ModelConfiguration model) => Tree(
        ("package", model.Folder),
        ("device", model.Device),
        ("max_batch", model.MaxBatch),
        ("max_wait", Durations.Write(model.MaxWait)),
        ("max_age", Durations.Write(model.MaxAge)));

    private static Dictionary<string, object> Stream(StreamConfiguration stream)
    {
        var tree = Tree(
            ("id", stream.Id),
            ("enabled", stream.Enabled),
            ("source", stream.Camera?.Connection.Address.ToString() ?? stream.Files),
            ("prompt", PromptTree(stream.Prompt)),
            ("fps", stream.FramesPerSecond),
            ("camera_motion", stream.CameraMotion),
            ("masks", stream.Masks.IsEmpty ? null : stream.Masks.Select(mask => mask.Select(point => new[] { point.X, point.Y }).ToList()).ToList()),
            ("zones", stream.Regions.Zones.IsEmpty ? null : stream.Regions.Zones.ToDictionary(zone => zone.Name, Zone, StringComparer.Ordinal)),
            ("lines", stream.Regions.Lines.IsEmpty ? null : stream.Regions.Lines.ToDictionary(line => line.Name, Line, StringComparer.Ordinal)),
            ("calibration", stream.Calibration is { } calibration ? Tree(("file", calibration.File), ("false_alarms", calibration.Wanted.ToString())) : null),
            ("events", Events(stream)));
        foreach (var (key, value) in stream.Camera is { } camera ? Camera(camera) : [])
        {
            tree.Add(key, value);
        }

        return tree;
    }

    private static Dictionary<string, object> Camera(CameraConfiguration camera) => Tree(
        ("transport", Name(camera.Connection.Transport)),
        ("decode", Name(camera.Connection.Decode)),
        ("key_frames_only", camera.Connection.KeyFramesOnly),
        ("stall_after", Durations.Write(camera.StallAfter)),
        ("timeout", Durations.Write(camera.Connection.Timeout)),
        ("ca_file", camera.Connection.CaFile),
        ("tls_verify", camera.Connection.TlsVerify),
        ("loop", camera.Connection.Loop),
        ("realtime", camera.Connection.RealTime),
        ("weight", camera.Weight),
        ("motion_gate", camera.Gate is { } gate ? Tree(("refresh", Durations.Write(gate.Refresh))) : false),
        ("ffmpeg", camera.Connection.FfmpegOptions.Count == 0 ? null : camera.Connection.FfmpegOptions.ToDictionary(option => option.Name, option => option.Value, StringComparer.Ordinal)));

    private static Dictionary<string, object> Events(StreamConfiguration stream) => Tree(
        ("min_hits", stream.Tracker.MinHits),
        ("min_duration", Durations.Write(stream.Events.MinDuration)),
        ("max_age", Durations.Write(stream.Tracker.MaxAge)),
        ("cooldown", Durations.Write(stream.Events.Cooldown)),
        ("update_interval", Durations.Write(stream.Events.UpdateInterval)),
        ("stationary_after", Durations.Write(stream.Events.StationaryAfter)),
        ("stationary_max_age", Durations.Write(stream.Events.StationaryMaxAge)));

    private static Dictionary<string, object> Zone(Zone zone) => Tree(
        ("points", zone.Points.Select(Point).ToList()),
        ("dwell", zone.Dwell.IsEmpty ? null : zone.Dwell.Select(Durations.Write).ToList()),
        ("inertia", zone.Inertia),
        ("anchor", Name(zone.Anchor)));

    private static Dictionary<string, object> Line(DirectedLine line) => Tree(
        ("from", Point(line.From)),
        ("to", Point(line.To)),
        ("left_to_right", line.LeftToRight),
        ("right_to_left", line.RightToLeft),
        ("anchor", Name(line.Anchor)));

    private static double[] Point(ImagePoint point) => [point.X, point.Y];

    private static Dictionary<string, object> PromptTree(Prompt prompt) => Tree(
        ("phrases", prompt.Phrases.Select(Phrase).ToList()),
        ("decoys", prompt.HasStandingDecoys ? "default" : prompt.Decoys.IsEmpty ? "none" : prompt.Decoys.Select(decoy => decoy.Text).ToList()),
        ("decoy_margin", Number(prompt.DecoyMargin)));

    private static Dictionary<string, object> Phrase(SoughtPhrase sought) => Tree(
        ("phrase", sought.Phrase.Text),
        ("enter_threshold", Number(sought.EnterThreshold)),
        ("leave_threshold", Number(sought.LeaveThreshold)),
        ("zones", sought.Zones.IsEmpty ? null : sought.Zones.ToList()),
        ("min_size", sought.MinSize > 0 ? sought.MinSize : null),
        ("max_size", sought.MaxSize < 1 ? sought.MaxSize : null),
        ("cooldown", sought.Cooldown is { } cooldown ? Durations.Write(cooldown) : null));

    private static Dictionary<string, object>? Sinks(GlipConfiguration configuration)
    {
        var sinks = configuration.Sinks;
        var tree = Tree([
            .. Broker(configuration).Select(entry => (entry.Key, (object?)entry.Value)),
            ("files", sinks.Events is { } events ? Tree([Place(events.Output), ("formats", EventFilesReader.Names(events.Formats).ToList()), ("rotate", ByteSizes.Write(events.RotateBytes)), ("keep", Durations.Write(events.Keep))]) : null),
            ("snapshots", sinks.SnapshotFolder is { } folder ? Tree(("directory", folder), ("draw", sinks.DrawSnapshots), ("keep", Durations.Write(sinks.KeepSnapshots))) : null),
            ("webhook", configuration.Webhook is { } webhook ? Webhook(webhook) : null),
            ("candidates", sinks.Candidates is { } candidates ? Tree(("directory", candidates.Folder), ("keep", candidates.Keep)) : null),
            ("video", sinks.Video is { } video ? Tree(Place(video)) : null),
            ("report", sinks.Report is { } report ? Tree(Place(report)) : null)]);
        return tree.Count == 0 ? null : tree;
    }

    private static Dictionary<string, object> Broker(GlipConfiguration configuration) => configuration.Broker is not { } broker ? [] : Tree(
        ("mqtt", Tree(
            ("url", broker.Address.ToString()),
            ("prefix", broker.Prefix),
            ("control", broker.Control),
            ("ca_file", broker.Tls.AuthorityPath),
            ("cert_file", broker.Tls.CertificatePath),
            ("key_file", broker.Tls.KeyPath),
            ("tls_verify", !broker.Tls.Insecure),
            ("outbox", Tree(("path", configuration.Outbox.Path), ("max_bytes", ByteSizes.Write(configuration.Outbox.MaxBytes)), ("expiry", Durations.Write(configuration.Outbox.Expiry)))))),
        ("home_assistant", broker.HomeAssistant is { } homeAssistant ? Tree(("prefix", homeAssistant)) : Tree(("enabled", false))),
        ("frigate", broker.Frigate is { } frigate
            ? Tree(("enabled", true), ("prefix", frigate.Prefix), ("qos", (int)frigate.EventsQos), ("labels", frigate.Labels.IsEmpty ? null : frigate.Labels))
            : null));

    private static Dictionary<string, object> Webhook(WebhookOptions webhook) => Tree(
        ("url", webhook.Address.ToString()),
        ("secret", webhook.Secret is null ? null : "***"),
        ("timeout", Durations.Write(webhook.Timeout)),
        ("ca_file", webhook.AuthorityPath));

    private static (string Key, object? Value) Place(OutputPath output) => (output.IsFolder ? "directory" : "path", output.Path);

    private static Dictionary<string, object> Tree(params (string Key, object? Value)[] entries) =>
        entries.Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!, StringComparer.Ordinal);

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>As it was written: 0.35, not 0.3499999940395355.</summary>
    private static decimal Number(float value) => (decimal)value;
}
