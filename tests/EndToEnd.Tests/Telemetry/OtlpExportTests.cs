using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Glip.Core;
using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class OtlpExportTests : IDisposable
{
    private static readonly TimeSpan s_timeToStop = TimeSpan.FromSeconds(1);

    private readonly Meter _meter = new(StageTimer.MeterName);

    [Theory]
    [InlineData("")]
    [InlineData("v1/metrics")]
    public async Task Start_Collector_GetsAllMetricsAgainAndAgain(string path)
    {
        await using var collector = await FakeCollector.StartAsync();
        using var export = OtlpExport.Start(new Uri(collector.Address, path), "nvr1", TimeSpan.FromMilliseconds(50), s_timeToStop);
        _meter.CreateCounter<long>("otlp_frames").Add(1, new KeyValuePair<string, object?>("stream", "front_door"));

        await Waiting.UntilAsync(() => collector.Messages.Count(message => message.Body.Contains("front_door", StringComparison.Ordinal)) >= 2);

        Assert.All(collector.Messages, message => Assert.Equal("POST /v1/metrics application/x-protobuf", message.Request));
        Assert.All(
            (string[])["nvr1", Installation.Version, "otlp_frames", "process_resident_memory_bytes"],
            text => Assert.Contains(text, collector.Messages.Last().Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dispose_WhatWasMeasuredLast_IsSent()
    {
        await using var collector = await FakeCollector.StartAsync();
        using (OtlpExport.Start(collector.Address, "nvr1", TimeSpan.FromMilliseconds(10), s_timeToStop))
        {
            await Waiting.UntilAsync(() => collector.Messages.Count > 0); // what comes for the first time takes longer
        }

        using (OtlpExport.Start(collector.Address, "nvr2", TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)))
        {
            _meter.CreateCounter<long>("otlp_last").Add(1);
        }

        Assert.Contains("otlp_last", Assert.Single(collector.Messages, message => message.Body.Contains("nvr2", StringComparison.Ordinal)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://collector.invalid:4318")]
    public void Start_NoCollector_DisturbsNothing(string address)
    {
        using (OtlpExport.Start(new Uri(address), "nvr1", TimeSpan.FromMilliseconds(10), s_timeToStop))
        {
            _meter.CreateCounter<long>("otlp_lonely").Add(1);
        }
    }

    [Fact]
    public void Dispose_CollectorThatNeverAnswers_ComesToAnEnd()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using (OtlpExport.Start(new Uri($"http://{silent.LocalEndpoint}"), "nvr1", TimeSpan.FromMilliseconds(10), s_timeToStop))
        {
            _meter.CreateCounter<long>("otlp_silent").Add(1);
        }

        Assert.True(silent.Pending());
    }

    [Fact]
    public async Task Start_CollectorThatGoesAndComesBack_GetsTheWholeSum()
    {
        var counter = _meter.CreateCounter<long>("otlp_patient");
        var first = await FakeCollector.StartAsync();
        using var export = OtlpExport.Start(first.Address, "nvr1", TimeSpan.FromMilliseconds(20), s_timeToStop);
        await Waiting.UntilAsync(() => first.Messages.Count > 0);
        await first.DisposeAsync();
        counter.Add(1);

        await using var second = await FakeCollector.StartAsync(first.Address.Port);
        await Waiting.UntilAsync(() => second.Messages.Any(message => message.Body.Contains("otlp_patient", StringComparison.Ordinal)));
    }

    public void Dispose() => _meter.Dispose();
}
