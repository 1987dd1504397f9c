using Glip.Core;
using Glip.Host;
using Glip.Ingest;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>What a configuration says about cameras.</summary>
public sealed class CameraConfigurationTests : IDisposable
{
    private const string Everything = """
        instance: nvr1
        model: { device: "cuda:1", max_batch: 4, max_wait: 20ms, max_age: 3s }
        streams:
          - id: door
            source: rtsp://viewer:hidden-one@10.0.0.4/live
            prompt: [{ phrase: person, enter_threshold: 0.35, zones: [porch], min_size: 0.05, max_size: 0.9, cooldown: 1m }]
            zones: { porch: { points: [[0.1, 0.5], [0.9, 0.5], [0.5, 1]], dwell: [30s, 5m], inertia: 2, anchor: centre } }
            lines: { step: { from: [0.2, 0.6], to: [0.8, 0.6], left_to_right: in, right_to_left: out } }
            events: { min_duration: 1s, cooldown: 10s, stationary_max_age: 1m }
            enabled: false
            transport: udp
            fps: 2.5
            decode: vaapi
            key_frames_only: true
            stall_after: 20s
            timeout: 5s
            ca_file: own.pem
            tls_verify: false
            weight: 2
            ffmpeg: { max_delay: 500000 }
            motion_gate: { refresh: 30s }
            masks: [[[0, 0], [0.5, 0], [0.5, 0.25]]]
        sinks:
          files: { directory: e, rotate: 64MiB, keep: 7d }
          snapshots: { directory: s, keep: 12h }
        web: { listen: "127.0.0.1:8080" }
        log: { format: json }
        telemetry: { otlp: "http://127.0.0.1:4318/" }
        shutdown_timeout: 10s
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_EverySetting_ArrivesWhereItBelongs()
    {
        var configuration = Read(Everything);

        var stream = Assert.Single(configuration.Streams);
        var camera = stream.Camera!;
        Assert.Equal(("cuda:1", 4, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(3)), (configuration.Model.Device, configuration.Model.MaxBatch, configuration.Model.MaxWait, configuration.Model.MaxAge));
        Assert.Equal((false, 2.5, TimeSpan.FromSeconds(20), 2.0, TimeSpan.FromSeconds(30)), (stream.Enabled, stream.FramesPerSecond, camera.StallAfter, camera.Weight, camera.Gate!.Refresh));
        Assert.Equal("rtsp://10.0.0.4/live", camera.Connection.Address.ToString().Replace("***@", string.Empty, StringComparison.Ordinal));
        Assert.Equal((RtspTransport.Udp, DecodeDevice.Vaapi, true, false), (camera.Connection.Transport, camera.Connection.Decode, camera.Connection.KeyFramesOnly, camera.Connection.TlsVerify));
        Assert.Equal((TimeSpan.FromSeconds(5), _folder.File("own.pem"), 2.5), (camera.Connection.Timeout, camera.Connection.CaFile, camera.Connection.FramesPerSecond));
        Assert.Equal(("max_delay", "500000"), (camera.Connection.FfmpegOptions[0].Name, camera.Connection.FfmpegOptions[0].Value));
        Assert.Equal(new[] { (0.0, 0.0), (0.5, 0.0), (0.5, 0.25) }, Assert.Single(stream.Masks).ToArray());
        Assert.Equal((64L << 20, TimeSpan.FromDays(7), TimeSpan.FromHours(12)), (configuration.Sinks.Events!.RotateBytes, configuration.Sinks.Events.Keep, configuration.Sinks.KeepSnapshots));
        Assert.Equal(("127.0.0.1:8080", LogFormat.Json, "http://127.0.0.1:4318/", TimeSpan.FromSeconds(10)), (configuration.Web!.ToString(), configuration.Log, configuration.Otlp!.ToString(), configuration.ShutdownTimeout));
    }

    [Fact]
    public void Write_WhatWasRead_IsTheSameWhenItIsReadAgain()
    {
        var written = ConfigurationView.Write(Read(Everything));

        Assert.DoesNotContain("hidden-one", written, StringComparison.Ordinal);
        Assert.Equal(written, ConfigurationView.Write(Read(written)));
    }

    [Theory]
    [InlineData("rtsp://a:one@h/1", "rtsp://a:two@h/1")]
    [InlineData("rtsp://h/1", "rtsp://h/1', fps: '2")]
    [InlineData("rtsp://h/1", "rtsp://h/1', weight: '2")]
    [InlineData("rtsp://h/1", "rtsp://h/1', zones: { a: { points: [[0, 0], [1, 0], [1, 1]] } }, transport: 'tcp")]
    [InlineData("rtsp://h/1", "rtsp://h/1', lines: { a: { from: [0, 0], to: [1, 0] } }, transport: 'tcp")]
    [InlineData("rtsp://h/1", "rtsp://h/1', events: { cooldown: 1s }, transport: 'tcp")]
    [InlineData("rtsp://h/1", "rtsp://h/1', events: { min_duration: 1s }, transport: 'tcp")]
    [InlineData("rtsp://h/1", "rtsp://h/1', events: { stationary_max_age: 1s }, transport: 'tcp")]
    [InlineData("rtsp://h/1", "rtsp://h/1', masks: [[[0, 0], [1, 0], [1, 1]]], transport: 'udp")]
    public void SameStream_AnySettingDiffers_IsAnother(string one, string other)
    {
        var present = Read(One(one)).Streams[0];

        Assert.True(ConfigurationView.SameStream(present, Read(One(one)).Streams[0]));
        Assert.False(ConfigurationView.SameStream(present, Read(One(other)).Streams[0]));
    }

    [Theory]
    [InlineData("source: 'rtsp://h/1', decode: gpu", "decode is 'gpu'; expected auto or cpu or cuda")]
    [InlineData("source: 'rtsp://h/1', ffmpeg: { protocol_whitelist: file }", "protocol_whitelist")]
    [InlineData("source: 'rtsp://h/1', masks: [[[0, 0], [1, 0]]]", "masks[0] has 2 points; expected at least 3")]
    [InlineData("source: 'rtsp://h/1', masks: [[[0, 0], [1, 0], [1, 2]]]", "masks[0][2][1] is '2'; expected a number from 0 to 1")]
    [InlineData("source: 'rtsp://h/1', motion_gate: sometimes", "motion_gate is 'sometimes'; expected true or false")]
    [InlineData("source: 'rtsp://h/1', stall_after: 0s", "stall_after is '0s'; expected a time with its unit from 1s to 1h")]
    public void Read_Wrong_IsNamed(string settings, string message) =>
        AssertProblem($"streams: [{{ id: a, prompt: person, {settings} }}]", message);

    [Theory]
    [InlineData("sinks: { files: { path: all.jsonl } }", "sinks.files names one file, but 'a' is a camera")]
    [InlineData("sinks: { video: { directory: v } }", "sinks.video is for video files, but 'a' is a camera")]
    [InlineData("sinks: { files: { directory: e, rotate: 5 } }", "rotate is '5'; expected a size with its unit")]
    [InlineData("web: { listen: here }", "web.listen is 'here'; expected an address and a port")]
    [InlineData("telemetry: { otlp: collector }", "telemetry.otlp is no address")]
    [InlineData("log: { format: xml }", "log.format is 'xml'; expected text or json")]
    [InlineData("model: { device: gpu }", "model.device is 'gpu'; expected auto, cpu, cuda, cuda:N or tensorrt")]
    public void Read_WrongBesideACamera_IsNamed(string settings, string message) => AssertProblem($"{One("rtsp://h/1")}\n{settings}", message);

    public void Dispose() => _folder.Dispose();

    private static string One(string source) => $"streams: [{{ id: a, source: '{source}', prompt: person }}]";

    private void AssertProblem(string yaml, string message) =>
        Assert.Contains(Assert.Throws<ConfigurationException>(() => Read(yaml)).Problems, problem => problem.Contains(message, StringComparison.Ordinal));

    private GlipConfiguration Read(string yaml)
    {
        File.WriteAllText(_folder.File("glip.yaml"), yaml);
        return ConfigurationReader.Read(_folder.File("glip.yaml"), null);
    }
}
