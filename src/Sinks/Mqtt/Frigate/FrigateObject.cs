using System.Buffers.Binary;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>An object as Frigate tells it: one half of an event message.</summary>
/// <param name="Event">What it is made of.</param>
/// <param name="Label">Fixed since the first message.</param>
public sealed record FrigateObject(PhraseEvent Event, string Label)
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int IdDigits = 6;
    private const uint IdBits = (1 << 30) - 1;

    /// <summary>The beginning in Unix seconds, and the low 30 bits of the event's id in base 36.</summary>
    public string Id => FormattableString.Invariant($"{(decimal)UnixSeconds(Event.StartedAt):F6}-{ShortId()}");

    /// <summary>Whether it is not yet sure: only in the first half of the first message.</summary>
    public bool FalsePositive { get; init; }

    /// <summary>Frames since it stands still.</summary>
    public int MotionlessCount { get; init; }

    /// <summary>How often it moved off, from 1.</summary>
    public int PositionChanges { get; init; } = 1;

    /// <summary>The phrase with its best score; null when the label says the same.</summary>
    internal (string Text, double TopScore)? SubLabel =>
        Event.Leading.Sought.Phrase is var phrase && phrase.Slug == Label ? null : (phrase.Text, WireNumber.Score(Event.Leading.TopScore));

    internal static double UnixSeconds(DateTimeOffset time) => WireTime.Rounded(time).ToUnixTimeMilliseconds() / 1000.0;

    private string ShortId()
    {
        Span<byte> id = stackalloc byte[16];
        Event.EventId.TryWriteBytes(id, bigEndian: true, out _);
        var rest = BinaryPrimitives.ReadUInt32BigEndian(id[12..]) & IdBits;
        Span<char> digits = stackalloc char[IdDigits];
        for (var i = IdDigits - 1; i >= 0; i--)
        {
            (rest, var digit) = Math.DivRem(rest, (uint)Digits.Length);
            digits[i] = Digits[(int)digit];
        }

        return digits.ToString();
    }
}
