using FsCheck;
using FsCheck.Fluent;
using Glip.Core;
using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class ConfigurationReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_LeastConfiguration_HasTheDefaults()
    {
        var configuration = Read("streams: [{ id: yard, source: sub/yard.mp4, prompt: person. dog. }]");

        var stream = Assert.Single(configuration.Streams);
        Assert.Equal(("glip", Installation.DefaultModel, _folder.Path), (configuration.Instance, configuration.Model.Folder, configuration.DataFolder));
        Assert.Equal((_folder.File("sub", "yard.mp4"), null, null), (stream.Files, stream.Camera, stream.FramesPerSecond));
        Assert.Equal([("person", 0.5f, 0.35f), ("dog", 0.5f, 0.35f)], stream.Prompt.Phrases.Select(p => (p.Phrase.Text, p.EnterThreshold, p.LeaveThreshold)));
        Assert.Equal((3, TimeSpan.FromSeconds(2)), (stream.Tracker.MinHits, stream.Tracker.MaxAge));
    }

    [Fact]
    public void Read_EverySetting_ArrivesWhereItBelongs()
    {
        var configuration = Read("""
            instance: nvr1
            model: { package: m, device: cpu }
            prompts: { road: { phrases: [person, { phrase: red car, enter_threshold: 0.6 }] } }
            streams:
              - id: gate
                source: gate.mp4
                prompt: road
                fps: 2.5
                camera_motion: true
                events: { enter_threshold: 0.4, leave_threshold: 0.2, min_hits: 5, max_age: 1500ms, update_interval: 0, stationary_after: 1m }
            sinks:
              files: { directory: e }
              snapshots: { directory: s/t, draw: false }
              video: { path: v.mp4 }
              report: { directory: r }
            """);

        var stream = Assert.Single(configuration.Streams);
        Assert.Equal(("nvr1", _folder.File("m")), (configuration.Instance, configuration.Model.Folder));
        Assert.Equal([("person", 0.4f, 0.2f), ("red car", 0.6f, 0.2f)], stream.Prompt.Phrases.Select(p => (p.Phrase.Text, p.EnterThreshold, p.LeaveThreshold)));
        Assert.Equal((2.5, 5, TimeSpan.FromSeconds(1.5)), (stream.FramesPerSecond, stream.Tracker.MinHits, stream.Tracker.MaxAge));
        Assert.True(stream.CameraMotion);
        Assert.Equal((TimeSpan.FromSeconds(1.5), TimeSpan.Zero, TimeSpan.FromMinutes(1)), (stream.Events.InactiveAfter, stream.Events.UpdateInterval, stream.Events.StationaryAfter));
        Assert.Equal(new SinkConfiguration(new(new("e", true)), "s/t", false, new("v.mp4", false), new("r", true)), configuration.Sinks);
    }

    [Theory]
    [InlineData("", "jsonl")]
    [InlineData(", formats: [csv]", "csv")]
    [InlineData(", formats: [csv, jsonl, csv]", "jsonl csv")]
    public void Read_Formats_AreThoseNamed(string formats, string expected)
    {
        var configuration = Read($"streams: [{{ id: yard, source: yard.mp4, prompt: person }}]\nsinks: {{ files: {{ directory: e{formats} }} }}");

        Assert.Equal(expected, string.Join(' ', EventFilesReader.Names(configuration.Sinks.Events!.Formats)));
        Assert.Equal(configuration.Sinks, ReadAgain(configuration).Sinks);
    }

    [Fact]
    public void Read_Webhook_IsUsedAndItsSecretsAreHidden()
    {
        Environment.SetEnvironmentVariable("GLIP_TEST_HOOK_SECRET", "sign-with-41ba");
        var configuration = Read("""
            streams: [{ id: yard, source: yard.mp4, prompt: person }]
            sinks: { webhook: { url: "https://viewer:open-7e2f@example.org/hook", secret: "${GLIP_TEST_HOOK_SECRET}", timeout: 5s, ca_file: ca.pem } }
            """);

        var webhook = configuration.Webhook!;
        Assert.Equal(("https://example.org/hook", "sign-with-41ba", 5, _folder.File("ca.pem")), (webhook.Address.Uri.ToString(), webhook.Secret, webhook.Timeout.TotalSeconds, webhook.AuthorityPath));
        Assert.NotNull(webhook.Address.Authorization);
        var view = ConfigurationView.Write(configuration);
        Assert.Contains("https://example.org/hook", view, StringComparison.Ordinal);
        Assert.DoesNotContain("open-7e2f", view, StringComparison.Ordinal);
        Assert.DoesNotContain("sign-with-41ba", view, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(5), ReadAgain(configuration).Webhook!.Timeout);
    }

    [Fact]
    public void Read_LowThreshold_LetsTracksBeginThere()
    {
        var stream = Read("streams: [{ id: a, source: a.mp4, prompt: [{ phrase: person, enter_threshold: 0.2 }] }]").Streams[0];

        Assert.True(stream.Tracker.HighScore <= 0.2f);
        Assert.True(stream.Tracker.LowScore <= stream.Tracker.HighScore);
    }

    [Theory]
    [InlineData("prompt: 'a; b. c'", "a|b|c")]
    [InlineData("prompt: \"a\\nb\"", "a|b")]
    [InlineData("prompt: [a, b c]", "a|b c")]
    [InlineData("prompt: St.Bernard", "St.Bernard")]
    public void Read_Prompt_IsSplit(string prompt, string phrases) =>
        Assert.Equal(phrases.Split('|'), Read($"streams: [{{ id: a, source: a.mp4, {prompt} }}]").Streams[0].Prompt.Phrases.Select(p => p.Phrase.Text));

    [Fact]
    public void Read_EnvironmentAndFiles_FillPlaceholders()
    {
        Environment.SetEnvironmentVariable("GLIP_TEST_CLIP", "clip");
        File.WriteAllText(_folder.File("secret"), "yard-of-7c1f\n");

        var stream = Read($"streams: [{{ id: a, source: '${{GLIP_TEST_CLIP}}-${{file:{_folder.File("secret")}}}.mp4', prompt: person }}]").Streams[0];

        Assert.Equal(_folder.File("clip-yard-of-7c1f.mp4"), stream.Files);
    }

    [Theory]
    [InlineData("model: nano", "model is a single value; expected keys with values")]
    [InlineData("prompts: { x: { } }", "prompts.x.phrases is missing")]
    [InlineData("prompts: { people: { phrases: [person] } }\nstreams: [{ id: a, source: a, prompt: poeple }]", "which is not a name below prompts (nearest: 'people')")]
    [InlineData("streams: [{ id: instance, source: a, prompt: x }]", "streams[0].id is 'instance', which stands for the program in topics; expected another name")]
    [InlineData("streams: [{ id: a, source: a, prompt: [{ frase: x }] }]", "prompt[0].frase is not a known key; nearest: 'phrase'")]
    [InlineData("streams: [{ id: a, source: a, prompt: [[x]] }]", "prompt[0] is a list; expected keys with values")]
    [InlineData("streams: [{ id: a, source: a, prompt: [{ phrase: x, enter_threshold: 0.3, leave_threshold: 0.4 }] }]", "leave not above enter")]
    [InlineData("streams: [{ id: a, source: a, prompt: x, events: { enter_threshold: 0.3, leave_threshold: 0.4 } }]", "leave_threshold is above enter_threshold")]
    [InlineData("streams: [{ id: a, source: a, prompt: x, events: { max_age: 2 } }]", "max_age is '2'; expected a time with its unit")]
    [InlineData("streams: [{ id: a, source: a, prompt: x, fps: 0 }]", "fps is '0'; expected a number from 0.01 to 240")]
    [InlineData("streams: [{ id: a, source: '', prompt: x }]", "source is empty")]
    [InlineData("streams: { id: a }", "streams is a group of keys; expected a list")]
    [InlineData("sinks: { files: {} }", "sinks.files names both or neither")]
    [InlineData("sinks: { webhook: {} }", "sinks.webhook.url is missing; expected the address of a web server")]
    [InlineData("sinks: { webhook: { url: example.org } }", "sinks.webhook.url is no address of a web server; expected https://host/path")]
    [InlineData("sinks: { webhook: { url: https://example.org, secret: '' } }", "sinks.webhook.secret is empty; expected a secret")]
    [InlineData("sinks: { webhook: { url: https://example.org, timeout: 10m } }", "sinks.webhook.timeout is '10m'; expected a time with its unit from 1s to 5m")]
    [InlineData("sinks: { files: { directory: e, formats: [jsonl, cvs] } }", "sinks.files.formats[1] is 'cvs', which is no known format; nearest: 'csv'")]
    [InlineData("sinks: { files: { directory: e, formats: [parquet] } }", "sinks.files.formats[0] is 'parquet', which is no known format; expected jsonl or csv")]
    [InlineData("sinks: { files: { directory: e, formats: [] } }", "sinks.files.formats names no format; expected jsonl, csv or both")]
    [InlineData("sinks: { files: { directory: e, formats: csv } }", "sinks.files.formats is a single value; expected a list")]
    [InlineData("sinks: { files: { path: e, formats: [csv, jsonl] } }", "sinks.files names one file for the formats jsonl and csv; expected directory")]
    [InlineData("sinks: { files: { path: /etc/x } }", "sinks.files.path is '/etc/x'; expected a relative path")]
    [InlineData("streams: [{ id: a, source: a, prompt: x }, { id: b, source: b, prompt: x }]\nsinks: { video: { path: v.mp4 } }", "sinks.video names one file for 2 streams")]
    [InlineData("sinks: { mqtt: {} }", "sinks.mqtt.url is missing; expected the broker, such as mqtt://broker.example:1883")]
    [InlineData("sinks: { mqtt: { url: 'http://a' } }", "sinks.mqtt.url is wrong: ")]
    [InlineData("sinks: { mqtt: { url: 'mqtt://a', prefix: 'a/+' } }", "sinks.mqtt.prefix is wrong: ")]
    [InlineData("sinks: { mqtt: { url: 'mqtt://a', outbox: { path: ../x } } }", "sinks.mqtt.outbox.path is '../x'; expected a relative path")]
    [InlineData("sinks: { home_assistant: { enabled: true } }", "sinks.home_assistant needs a broker; expected mqtt beside it")]
    [InlineData("sinks: { frigate: { enabled: true } }", "sinks.frigate needs a broker; expected mqtt beside it")]
    [InlineData("sinks: { mqtt: { url: 'mqtt://a' }, frigate: { labels: { red_coat: A } } }", "sinks.frigate.labels.red_coat is wrong: the label of 'red_coat' is 'A'")]
    [InlineData("streams: [{ id: a, source: a, prompt: x, zones: { a: { points: [[0,0],[1,0],[1,1]] } } }]\nsinks: { mqtt: { url: 'mqtt://a' }, frigate: { enabled: true } }", "sinks.frigate cannot be enabled: 'a' is both a zone and a stream")]
    public void Read_Wrong_IsNamedWithItsLine(string yaml, string message)
    {
        var e = Assert.Throws<ConfigurationException>(() => Read(yaml));

        Assert.Contains(e.Problems, problem => problem.Contains(message, StringComparison.Ordinal));
        Assert.All(e.Problems, problem => Assert.Matches(@"glip\.yaml:\d+: ", problem));
    }

    [Fact]
    public void Read_BracketsGoOnAtTheLeftMargin_IsRefused() => Assert.Contains(
        "expected lines inside of brackets to be indented",
        Assert.Throws<ConfigurationException>(() => Read("streams: [{ id: a,\nsource: a }]")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_AnyText_IsAConfigurationOrAnError() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        text =>
        {
            var error = Record.Exception(() => Read(text));
            return error is null or ConfigurationException;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("1.5s", 1.5)]
    [InlineData("2m", 120)]
    [InlineData("1h", 3600)]
    [InlineData("7d", 604800)]
    [InlineData("0", 0)]
    public void Durations_WithUnit_AreRead(string text, double seconds)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds, 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5")]
    [InlineData("-1s")]
    [InlineData("1e9d")]
    [InlineData("99999999999999d")]
    public void Durations_Wrong_AreRefused(string text) => Assert.False(Durations.TryParse(text, out _));

    public void Dispose() => _folder.Dispose();

    private GlipConfiguration ReadAgain(GlipConfiguration configuration) => Read(ConfigurationView.Write(configuration));

    private GlipConfiguration Read(string yaml)
    {
        File.WriteAllText(_folder.File("glip.yaml"), yaml);
        return ConfigurationReader.Read(_folder.File("glip.yaml"), null);
    }
}
