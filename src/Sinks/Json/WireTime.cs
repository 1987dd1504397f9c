using System.Globalization;

namespace Glip.Sinks;

/// <summary>Times as they leave the program: RFC 3339 in UTC with three decimals, rounded to the nearest millisecond like the seconds next to them.</summary>
internal static class WireTime
{
    /// <summary>Such as <c>2026-11-21T09:14:05.480Z</c>.</summary>
    public static string Text(DateTimeOffset time) => Rounded(time).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The time that <see cref="Text"/> shows.</summary>
    public static DateTimeOffset Rounded(DateTimeOffset time)
    {
        var ticks = time.UtcTicks + (TimeSpan.TicksPerMillisecond / 2);
        return new(ticks - (ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
