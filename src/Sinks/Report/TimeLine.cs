using System.Text;

namespace Glip.Sinks;

/// <summary>Draws events over the length of the video as SVG: one bar an event, as few rows as fit.</summary>
internal static class TimeLine
{
    private const int RowHeight = 16;
    private const int BarHeight = 12;
    private const int AxisHeight = 22;
    private const int Ticks = 5;

    /// <summary>Puts events into rows, so that none overlap.</summary>
    /// <param name="events">Ordered by start.</param>
    /// <returns>The row of each event, from 0.</returns>
    public static int[] Rows(IReadOnlyList<ReportedEvent> events)
    {
        var rows = new int[events.Count];
        var ends = new List<TimeSpan>();
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = ends.FindIndex(end => end <= events[i].Start);
            if (rows[i] < 0)
            {
                rows[i] = ends.Count;
                ends.Add(default);
            }

            ends[rows[i]] = events[i].End;
        }

        return rows;
    }

    /// <param name="html">Receives the SVG.</param>
    /// <param name="events">Ordered by start; bar <c>i</c> leads to the element <c>#e{i}</c>.</param>
    /// <param name="length">Length of the video.</param>
    public static void Write(StringBuilder html, IReadOnlyList<ReportedEvent> events, TimeSpan length)
    {
        var rows = Rows(events);
        var seconds = Math.Max(length.TotalSeconds, 0.001);
        var height = (rows.DefaultIfEmpty(-1).Max() + 1) * RowHeight;
        html.Append(FormattableString.Invariant($"<svg class=\"timeline\" width=\"100%\" height=\"{height + AxisHeight}\" role=\"img\" aria-label=\"Time line\">\n"));
        for (var tick = 0; tick <= Ticks; tick++)
        {
            WriteTick(html, tick, length * tick / Ticks, height);
        }

        for (var i = 0; i < events.Count; i++)
        {
            WriteBar(html, events[i], i, rows[i] * RowHeight, seconds);
        }

        html.Append("</svg>\n");
    }

    private static void WriteTick(StringBuilder html, int tick, TimeSpan time, int height)
    {
        var percent = 100 * tick / Ticks;
        var anchor = tick == 0 ? "start" : tick == Ticks ? "end" : "middle";
        html.Append(FormattableString.Invariant($"<line class=\"grid\" x1=\"{percent}%\" x2=\"{percent}%\" y1=\"0\" y2=\"{height}\"/>"));
        html.Append(FormattableString.Invariant($"<text x=\"{percent}%\" y=\"{height + 16}\" text-anchor=\"{anchor}\">{ReportFormat.Time(time)}</text>\n"));
    }

    private static void WriteBar(StringBuilder html, ReportedEvent entry, int index, int top, double seconds)
    {
        var x = ReportFormat.Number(100 * entry.Start.TotalSeconds / seconds, 3);
        var width = ReportFormat.Number(Math.Max(0.3, 100 * entry.Duration.TotalSeconds / seconds), 3); // a short one is still seen
        var title = $"{entry.Phrase} #{entry.TrackId}, {ReportFormat.Time(entry.Start)} – {ReportFormat.Time(entry.End)}";
        html.Append(FormattableString.Invariant($"<a href=\"#e{index}\"><rect x=\"{x}%\" y=\"{top}\" width=\"{width}%\" height=\"{BarHeight}\" rx=\"3\" fill=\"{entry.Colour}\">"))
            .Append("<title>").Append(ReportFormat.Text(title)).Append("</title></rect></a>\n");
    }
}
