using System.Globalization;
using System.Net;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Values as the report writes them.</summary>
internal static class ReportFormat
{
    /// <summary>Makes any text safe as content and as a quoted attribute.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A place in the video, such as <c>02:05.3</c> or <c>1:02:05.3</c>.</summary>
    public static string Time(TimeSpan time)
    {
        var tenths = (long)Math.Round(time.TotalSeconds * 10);
        var (minutes, rest) = Math.DivRem(tenths, 600);
        var clock = string.Create(CultureInfo.InvariantCulture, $"{minutes % 60:00}:{rest / 10:00}.{rest % 10}");
        return minutes >= 60 ? string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{clock}") : clock;
    }

    public static string Number(double value, int decimals) => value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public static string Reason(EndReason? reason) => reason switch
    {
        EndReason.Left => "left the picture",
        EndReason.Lost => "lost from sight",
        EndReason.StreamEnded => "the video ended",
        EndReason.Shutdown => "stopped by the user",
        _ => "not ended",
    };
}
