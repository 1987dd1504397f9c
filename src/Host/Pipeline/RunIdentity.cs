using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Glip.Core;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>Names a run over a file by everything that decides its result: the same run has the same name, on every machine.</summary>
internal static class RunIdentity
{
    /// <summary>First 32 hex digits of SHA-256 over the canonical JSON (RFC 8785: members sorted, no blanks) of file, model and settings.</summary>
    public static string Of(string mediaSha256, ModelIdentity model, StreamConfiguration stream)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            WriteCameraMotion(writer, stream);
            WriteDecoys(writer, stream.Prompt);
            WriteEvents(writer, stream.Events);
            WriteNumber(writer, "fps", stream.FramesPerSecond);
            writer.WriteString("media", mediaSha256);
            writer.WriteString("model", model.Sha256);
            WritePhrases(writer, stream.Prompt);
            RegionIdentity.Write(writer, stream.Regions);
            WriteTracker(writer, stream.Tracker);
            writer.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(json.WrittenSpan))[..32];
    }

    /// <summary>SHA-256 of a file's content.</summary>
    /// <exception cref="UnavailableException">The file cannot be read.</exception>
    public static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = File.OpenRead(path);
            await using (file.ConfigureAwait(false))
            {
                return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnavailableException($"{path}: cannot be read ({e.Message}); expected a video file", e);
        }
    }

    /// <summary>Only when it is measured: other runs keep the name that they had before it could be.</summary>
    private static void WriteCameraMotion(Utf8JsonWriter writer, StreamConfiguration stream)
    {
        if (stream.CameraMotion)
        {
            writer.WriteBoolean("camera_motion", true);
        }
    }

    /// <summary>Left out where there are none.</summary>
    private static void WriteDecoys(Utf8JsonWriter writer, Prompt prompt)
    {
        if (!prompt.Decoys.IsEmpty)
        {
            WriteNumber(writer, "decoy_margin", (double)(decimal)prompt.DecoyMargin);
            writer.WriteStartArray("decoys");
            prompt.Decoys.ToList().ForEach(decoy => writer.WriteStringValue(decoy.Text));
            writer.WriteEndArray();
        }
    }

    private static void WriteEvents(Utf8JsonWriter writer, EventOptions events)
    {
        writer.WriteStartObject("events");
        WriteNumber(writer, "cooldown_s", events.Cooldown.TotalSeconds);
        WriteNumber(writer, "min_duration_s", events.MinDuration.TotalSeconds);
        WriteNumber(writer, "stationary_after_s", events.StationaryAfter.TotalSeconds);
        WriteNumber(writer, "stationary_max_age_s", events.StationaryMaxAge.TotalSeconds);
        WriteNumber(writer, "update_interval_s", events.UpdateInterval.TotalSeconds);
        writer.WriteEndObject();
    }

    private static void WritePhrases(Utf8JsonWriter writer, Prompt prompt)
    {
        writer.WriteStartArray("phrases");
        foreach (var sought in prompt.Phrases)
        {
            writer.WriteStartObject();
            WriteNumber(writer, "cooldown_s", sought.Cooldown?.TotalSeconds);
            WriteNumber(writer, "enter_threshold", (double)(decimal)sought.EnterThreshold);
            WriteNumber(writer, "leave_threshold", (double)(decimal)sought.LeaveThreshold);
            WriteNumber(writer, "max_size", sought.MaxSize);
            WriteNumber(writer, "min_size", sought.MinSize);
            writer.WriteString("phrase", sought.Phrase.Text);
            writer.WriteStartArray("zones");
            foreach (var zone in sought.Zones)
            {
                writer.WriteStringValue(zone);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTracker(Utf8JsonWriter writer, TrackerOptions tracker)
    {
        writer.WriteStartObject("tracker");
        WriteNumber(writer, "max_age_s", tracker.MaxAge.TotalSeconds);
        WriteNumber(writer, "min_hits", tracker.MinHits);
        writer.WriteEndObject();
    }

    /// <summary>Shortest form that reads back as the same number, as ECMAScript writes it for the values that settings have.</summary>
    private static void WriteNumber(Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
