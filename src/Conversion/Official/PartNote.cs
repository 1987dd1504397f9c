using System.Net.Http.Headers;
using System.Text.Json;

namespace Glip.Conversion;

/// <summary>Where a file comes from, and what must still hold for its download to be continued. Kept beside it as JSON.</summary>
/// <param name="Address">Where it comes from, without secrets.</param>
/// <param name="Validator">What the server calls this state of the file: strong entity tag or time of change; null when it does not say.</param>
/// <param name="Total">Bytes of the whole file, when known.</param>
internal sealed record PartNote(string Address, string? Validator, long? Total)
{
    /// <remarks>Source: RFC 9110, section 13.1.5: a weak entity tag does not tell states apart byte for byte.</remarks>
    public static PartNote Of(Uri address, HttpResponseMessage response) => new(
        PublicAddress.Of(address),
        ValidatorOf(response),
        response.Content.Headers.ContentRange?.Length ?? response.Content.Headers.ContentLength);

    public static string PathOf(string file) => file + ".json";

    /// <returns>Null when there is none that can be read: the file then starts over.</returns>
    public static PartNote? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<PartNote>(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));

    /// <summary>Whether an answer with a part of a file speaks of the same state of it, and goes on at an offset.</summary>
    public bool IsContinuedBy(HttpResponseMessage response, long offset)
    {
        var body = response.Content.Headers;
        return body.ContentRange is { Unit: "bytes", From: { } from, To: { } to } range
            && from == offset
            && (body.ContentLength is not { } length || length == to - from + 1)
            && (range.Length is not { } total || Total is null || total == Total)
            && !IsOther(response);
    }

    /// <summary>Whether an answer "nothing behind this offset" means that the file is complete.</summary>
    public bool IsCompletedBy(HttpResponseMessage response, long offset) =>
        response.Content.Headers.ContentRange?.Length == offset && (Total is null || Total == offset) && !IsOther(response);

    private bool IsOther(HttpResponseMessage response) =>
        response.Headers.ETag is { } tag && Validator is not null && EntityTagHeaderValue.TryParse(Validator, out var mine) && !tag.Equals(mine);

    private static string? ValidatorOf(HttpResponseMessage response) => response.Headers.ETag is { IsWeak: false } tag
        ? tag.ToString()
        : response.Content.Headers.LastModified?.ToString("R");
}
