using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Glip.Sinks;

/// <summary>
/// The JSON of an event as <see cref="EventJson"/> wrote it, kept until it is sent. What is only known then is written over: <c>skipped</c>, <c>replayed</c>,
/// <c>published_at</c>, <c>latency_ms</c>; all else is copied.
/// </summary>
/// <param name="json">The whole object.</param>
/// <remarks>
/// Members are found by their name with its quotes, comma and colon. Inside a text a quote is escaped, so the name of a member cannot be found there,
/// and all that is looked for stands before, or nowhere in, the objects inside.
/// </remarks>
internal readonly struct EventBody(ReadOnlyMemory<byte> json)
{
    /// <summary>Slug of the leading phrase.</summary>
    public string PhraseSlug => Encoding.ASCII.GetString(json.Span[Value(",\"phrase_slug\":"u8)]).Trim('"');

    public int PromptVersion => Utf8Parser.TryParse(json.Span[Value(",\"prompt_version\":"u8)], out int version, out _) ? version : throw NoEvent("prompt_version");

    /// <summary>The object as it is to be sent.</summary>
    /// <param name="skipped">How many numbers directly before were discarded.</param>
    /// <param name="replayed">Whether it waited for long, or was sent before.</param>
    /// <param name="publishedAt">When it is sent.</param>
    public byte[] Stamp(long skipped, bool replayed, DateTimeOffset publishedAt)
    {
        var span = json.Span;
        var output = new ArrayBufferWriter<byte>(span.Length + 32);
        var (skippedAt, replayedAt, publishedAtAt, latencyAt) = (Value(",\"skipped\":"u8), Value(",\"replayed\":"u8), Value(",\"published_at\":"u8), Value(",\"latency_ms\":"u8));
        output.Write(span[..skippedAt.Start]);
        Write(output, skipped);
        output.Write(span[skippedAt.End..replayedAt.Start]);
        output.Write(replayed ? "true"u8 : "false"u8);
        output.Write(span[replayedAt.End..publishedAtAt.Start]);
        output.Write(Encoding.ASCII.GetBytes($"\"{WireTime.Text(publishedAt)}\""));
        output.Write(span[publishedAtAt.End..latencyAt.Start]);
        WriteLatency(output, span[latencyAt], publishedAt);
        output.Write(span[latencyAt.End..]);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Null stays null: a file has no latency.</summary>
    private void WriteLatency(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> present, DateTimeOffset publishedAt)
    {
        if (present.SequenceEqual("null"u8))
        {
            output.Write(present);
            return;
        }

        var reader = new Utf8JsonReader(json.Span[Value(",\"captured_at\":"u8)]);
        reader.Read();
        Write(output, (long)(WireTime.Rounded(publishedAt) - reader.GetDateTimeOffset()).TotalMilliseconds);
    }

    private static void Write(ArrayBufferWriter<byte> output, long number)
    {
        Utf8Formatter.TryFormat(number, output.GetSpan(20), out var written);
        output.Advance(written);
    }

    /// <summary>Where the value of a member stands that is no array, object, or text with commas.</summary>
    private Range Value(ReadOnlySpan<byte> name)
    {
        var start = json.Span.IndexOf(name);
        if (start < 0)
        {
            throw NoEvent(Encoding.ASCII.GetString(name));
        }

        start += name.Length;
        return start..(start + json.Span[start..].IndexOf((byte)','));
    }

    private static InvalidOperationException NoEvent(string member) => new($"The JSON is no event: it has no member {member}.");
}
