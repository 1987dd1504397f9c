using System.Collections.Immutable;
using System.Net;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>A configuration that was checked as a whole: what to look for, where, and where to write what was found.</summary>
/// <param name="Instance">Name of the running program.</param>
/// <param name="Model">The model.</param>
/// <param name="DataFolder">Everything that is written lies below it.</param>
/// <param name="Streams">At least one; their names differ.</param>
/// <param name="Sinks">Where results go.</param>
internal sealed record GlipConfiguration(
    string Instance, ModelConfiguration Model, string DataFolder, ImmutableArray<StreamConfiguration> Streams, SinkConfiguration Sinks)
{
    /// <summary>The file that it was read from; relative paths of videos start at its folder.</summary>
    public required string File { get; init; }

    /// <summary>The broker that is told of everything; null for none.</summary>
    public BrokerConfiguration? Broker { get; init; }

    /// <summary>A web server that every event is posted to; null for none.</summary>
    public WebhookOptions? Webhook { get; init; }

    /// <summary>Where events wait, and their numbers are kept.</summary>
    public OutboxSettings Outbox { get; init; } = new();

    /// <summary>Where health and metrics are to be had; null for nowhere.</summary>
    public IPEndPoint? Web { get; init; }

    /// <summary>How the log is written.</summary>
    public LogFormat Log { get; init; } = LogFormat.Text;

    /// <summary>Collector of metrics; null for none.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>How long stopping may take.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether it is a service: something in it has no end.</summary>
    public bool HasCameras => Streams.Any(stream => stream.Camera is not null);
}
