using System.Text.Json;
using System.Text.Json.Serialization;

namespace Glip.Host;

/// <summary>Reads what came from a broker, and trusts none of it.</summary>
internal static class WatchJson
{
    /// <summary>No message of the program is larger, in bytes.</summary>
    public const int MostBytes = 64 << 10;

    private const int KnownSchema = 1;

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <returns>The event, or why it is none.</returns>
    public static (WatchedEvent? Event, string? Problem) Event(ReadOnlySpan<byte> payload)
    {
        var (e, problem) = Read<WatchedEvent>(payload);
        return e switch
        {
            null => (null, problem),
            { Schema: not KnownSchema } => (null, FormattableString.Invariant($"it is of schema {e.Schema}; expected {KnownSchema}")),
            { WrongMember: { } member } => (null, $"'{member}' has a value that cannot be"),
            _ => (e, null),
        };
    }

    /// <returns>The status, or why it is none.</returns>
    public static (WatchedStatus? Status, string? Problem) Status(ReadOnlySpan<byte> payload) => Read<WatchedStatus>(payload);

    private static (T? Value, string? Problem) Read<T>(ReadOnlySpan<byte> payload)
        where T : class
    {
        if (payload.Length > MostBytes)
        {
            return (null, FormattableString.Invariant($"it has more than {MostBytes} bytes"));
        }

        try
        {
            return JsonSerializer.Deserialize<T>(payload, s_json) is { } value ? (value, null) : (null, "it is null; expected a JSON object");
        }
        catch (JsonException e)
        {
            return (null, e.Path is null or "$" ? "it is no JSON object with all members" : $"it is no valid JSON, or wrong at {e.Path}");
        }
    }
}
