using System.Globalization;
using System.Text;

namespace Glip.Sinks;

/// <summary>The report as one HTML page that needs nothing else: styles and pictures are inside, there are no scripts.</summary>
internal static class ReportPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1c2330;--soft:#5b6472;--paper:#f5f6f8;--card:#fff;--line:#dde1e7}
        @media(prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#9aa4b2;--paper:#14171c;--card:#1e232b;--line:#323945}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:75rem;padding:1.25rem;background:var(--paper);color:var(--ink);font:16px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
        h1{font-size:1.5rem;margin:0 0 .75rem}h2{font-size:1.1rem;margin:1.75rem 0 .6rem}h3{font-size:1rem;margin:0}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0}dt{color:var(--soft)}dd{margin:0}
        table{border-collapse:collapse}td,th{padding:.2rem 1.2rem .2rem 0;text-align:left;font-weight:normal}td,th+th{white-space:nowrap;text-align:right;font-variant-numeric:tabular-nums}
        .timeline{display:block;overflow:visible}.timeline text{fill:var(--soft);font-size:12px}.timeline .grid{stroke:var(--line)}
        .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr));gap:1rem}
        .card{background:var(--card);border:1px solid var(--line);border-top:4px solid;border-radius:.4rem;overflow:hidden;scroll-margin-top:1rem}
        .card:target{outline:3px solid var(--soft)}.card img{display:block;width:100%;height:auto}.card div{padding:.6rem .8rem}
        .card p{margin:.15rem 0 0;color:var(--soft);font-size:.9rem}
        """;

    /// <param name="subject">What was analysed.</param>
    /// <param name="events">What was found, ordered by start.</param>
    /// <param name="omittedPictures">Pictures that were not kept because there were too many.</param>
    public static string Render(ReportSubject subject, IReadOnlyList<ReportedEvent> events, int omittedPictures)
    {
        var html = new StringBuilder();
        WriteHead(html, subject);
        WriteSummary(html, subject, events.Count);
        if (events.Count > 0)
        {
            WriteCounts(html, events);
            html.Append("<h2>Time line</h2>\n");
            TimeLine.Write(html, events, Length(subject, events));
            WriteCards(html, events, omittedPictures);
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    private static TimeSpan Length(ReportSubject subject, IReadOnlyList<ReportedEvent> events)
    {
        var last = events.Max(entry => entry.End);
        return subject.Length is { } length && length > last ? length : last;
    }

    private static void WriteHead(StringBuilder html, ReportSubject subject) => html
        .Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n")
        .Append("<title>").Append(ReportFormat.Text(subject.File)).Append(" – glip report</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n");

    private static void WriteSummary(StringBuilder html, ReportSubject subject, int events)
    {
        html.Append("<h1>What was found in ").Append(ReportFormat.Text(subject.File)).Append("</h1>\n<dl>\n");
        WriteFact(html, "Sought", subject.Prompt);
        WriteFact(html, "Found", events == 0 ? "nothing" : events.ToString(CultureInfo.InvariantCulture) + (events == 1 ? " event" : " events"));
        WriteFact(html, "Length", subject.Length is { } length ? ReportFormat.Time(length) : "unknown");
        WriteFact(html, "Model", subject.Model);
        html.Append("</dl>\n");
    }

    private static void WriteFact(StringBuilder html, string name, string value) =>
        html.Append("<dt>").Append(name).Append("</dt><dd>").Append(ReportFormat.Text(value)).Append("</dd>\n");

    private static void WriteCounts(StringBuilder html, IReadOnlyList<ReportedEvent> events)
    {
        html.Append("<h2>Phrases</h2>\n<table>\n<tr><th>phrase</th><th>events</th><th>best score</th></tr>\n");
        foreach (var group in events.GroupBy(entry => entry.Phrase, StringComparer.OrdinalIgnoreCase).OrderByDescending(group => group.Count()))
        {
            html.Append("<tr><th>").Append(ReportFormat.Text(group.Key)).Append("</th><td>").Append(CultureInfo.InvariantCulture, $"{group.Count()}")
                .Append("</td><td>").Append(ReportFormat.Number(group.Max(entry => entry.TopScore), 2)).Append("</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    private static void WriteCards(StringBuilder html, IReadOnlyList<ReportedEvent> events, int omittedPictures)
    {
        html.Append("<h2>Events</h2>\n");
        if (omittedPictures > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{omittedPictures} later events are shown without picture, to keep this file small.</p>\n");
        }

        html.Append("<div class=\"cards\">\n");
        for (var i = 0; i < events.Count; i++)
        {
            WriteCard(html, events[i], i);
        }

        html.Append("</div>\n");
    }

    private static void WriteCard(StringBuilder html, ReportedEvent entry, int index)
    {
        html.Append(CultureInfo.InvariantCulture, $"<article class=\"card\" id=\"e{index}\" style=\"border-top-color:{entry.Colour}\">\n");
        if (entry.Jpeg is { } jpeg)
        {
            html.Append("<img alt=\"").Append(ReportFormat.Text(entry.Phrase)).Append("\" src=\"data:image/jpeg;base64,").Append(Convert.ToBase64String(jpeg.Span)).Append("\">\n");
        }

        html.Append("<div><h3>").Append(ReportFormat.Text(entry.Phrase)).Append(CultureInfo.InvariantCulture, $" #{entry.TrackId}</h3>\n")
            .Append("<p>best score ").Append(ReportFormat.Number(entry.TopScore, 2)).Append("</p>\n")
            .Append("<p>").Append(ReportFormat.Time(entry.Start)).Append(" – ").Append(ReportFormat.Time(entry.End))
            .Append(" (").Append(ReportFormat.Number(entry.Duration.TotalSeconds, 1)).Append(" s)</p>\n")
            .Append("<p>").Append(ReportFormat.Reason(entry.EndReason)).Append("</p></div>\n</article>\n");
    }
}
