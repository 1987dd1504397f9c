using System.Globalization;

namespace Glip.EndToEnd.Tests;

/// <summary>What tells a message from all others, and of what kind it is.</summary>
internal sealed record TortureMessage(string Stream, long Seq, string EventId, string Type)
{
    /// <summary>Reads what a <see cref="TortureLog"/> says behind the first word.</summary>
    public static TortureMessage Parse(string line) => line.Split(' ') is [_, var stream, var seq, var eventId, var type]
        ? new(stream, long.Parse(seq, CultureInfo.InvariantCulture), eventId, type)
        : throw new FormatException(line);
}
