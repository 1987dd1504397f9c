using System.Text.Json;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>How a stream is doing, as it is told.</summary>
public sealed record StreamStatusMessage
{
    public required StreamStatus Status { get; init; }

    /// <summary>Name of the running program.</summary>
    public required string Instance { get; init; }

    public required SourceKind Kind { get; init; }

    /// <summary>Whether its user wants it to run.</summary>
    public required bool Enabled { get; init; }

    /// <summary>From 1.</summary>
    public required int PromptVersion { get; init; }

    /// <summary>Null while it is loaded.</summary>
    public required ModelIdentity? Model { get; init; }

    /// <summary>When this was true.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Event messages that were discarded since the program started.</summary>
    public long MessagesDropped { get; init; }

    /// <summary>Event messages that wait for the broker.</summary>
    public long OutboxPending { get; init; }

    /// <summary>Last number that was given to an event message; 0 for none.</summary>
    public long LastSeq { get; init; }

    /// <summary>The message as JSON in UTF-8.</summary>
    public byte[] ToJson() => MessageJson.Write(json =>
    {
        WriteState(json);
        WriteSource(json);
        WriteNumbers(json);
        WritePrompt(json);
    });

    private void WriteState(Utf8JsonWriter json)
    {
        json.WriteHead(Status.StreamId);
        json.WriteString("instance", Instance);
        json.WriteString("state", EventJson.Name(Status.State));
        json.WriteString("reason", Status.Reason is { } reason ? Redaction.Hide(reason) : null);
        json.WriteTime("since", Status.Since);
        json.WriteTime("updated_at", UpdatedAt);
    }

    private void WriteSource(Utf8JsonWriter json)
    {
        json.WriteString("source_kind", EventJson.Name(Kind));
        json.WriteBoolean("enabled", Enabled);
        json.WriteNumber("frame_width", Status.FrameSize?.Width);
        json.WriteNumber("frame_height", Status.FrameSize?.Height);
        json.WriteNumber("fps_in", WireNumber.Round(Status.FpsIn, 2));
        json.WriteNumber("fps_processed", WireNumber.Round(Status.FpsProcessed, 2));
        json.WriteNumber("latency_p50_ms", Milliseconds(Status.LatencyP50));
        json.WriteNumber("latency_p95_ms", Milliseconds(Status.LatencyP95));
        json.WriteString("captured_at_origin", Status.CapturedAtOrigin is { } origin ? EventJson.Name(origin) : null);
    }

    private void WriteNumbers(Utf8JsonWriter json)
    {
        json.WriteNumber("frames_dropped_total", Status.FramesDropped);
        json.WriteNumber("reconnects_total", Status.Reconnects);
        json.WriteNumber("messages_dropped_total", MessagesDropped);
        json.WriteNumber("outbox_pending", OutboxPending);
        json.WriteNumber("last_seq", LastSeq);
    }

    private void WritePrompt(Utf8JsonWriter json)
    {
        json.WriteNumber("prompt_version", PromptVersion);
        json.WriteModel(Model);
    }

    /// <summary>A file is not live: it has no latency.</summary>
    private int? Milliseconds(TimeSpan? latency) => Kind == SourceKind.Camera && latency is { } time ? (int)Math.Round(time.TotalMilliseconds) : null;
}
