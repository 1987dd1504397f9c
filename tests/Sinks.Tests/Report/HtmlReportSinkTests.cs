using System.Text.RegularExpressions;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed partial class HtmlReportSinkTests : IDisposable
{
    private const string Hostile = "x<script>alert('1')</script>\"&";
    private static readonly ReportSubject s_subject = new("street.mp4", "nano", "person. dog.", TimeSpan.FromSeconds(79.5));
    private readonly TemporaryFolder _folder = new();

    private string Page => _folder.File("out", "report.html");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task CompleteAsync_Event_HasACardWithPictureAndTimes()
    {
        var html = await WriteAsync(s_subject, Start(12, 10, "person"), End(12, 15.5, "person"));

        Assert.Contains("<h3>person #12</h3>", html, StringComparison.Ordinal);
        Assert.Contains("00:09.5 – 00:15.0 (5.5 s)", html, StringComparison.Ordinal); // began half a second before its start was told
        Assert.Contains("left the picture", html, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/jpeg;base64,AQID\"", html, StringComparison.Ordinal);
        Assert.Contains($"fill=\"{TrackColours.Of(12)}\"><title>person #12, 00:09.5 – 00:15.0</title>", html, StringComparison.Ordinal);
        Assert.Contains("x=\"11.950%\"", html, StringComparison.Ordinal); // 9.5 / 79.5
        Assert.Contains("01:19.5", html, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder.File("out")));
    }

    [Fact]
    public async Task CompleteAsync_HostileTexts_AreOnlyShown()
    {
        var html = await WriteAsync(new ReportSubject(Hostile, Hostile, Hostile, null), Start(1, 10, Hostile), End(1, 12, Hostile));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("x<", html, StringComparison.Ordinal);
        Assert.Equal(8, Regex.Count(html, Regex.Escape("x&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;"), RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task CompleteAsync_AnyPage_NeedsNothingFromOutside()
    {
        var html = await WriteAsync(s_subject, Start(1, 10, "person"));

        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.All(Sources().Matches(html), match => Assert.StartsWith("src=\"data:", match.Value, StringComparison.Ordinal));
        Assert.Contains("not ended", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompleteAsync_Phrases_AreCounted()
    {
        var html = await WriteAsync(s_subject, Start(1, 10, "person"), Start(2, 11, "dog"), Start(3, 12, "dog"));

        Assert.Contains("<tr><th>dog</th><td>2</td><td>0.80</td></tr>\n<tr><th>person</th><td>1</td>", html, StringComparison.Ordinal);
        Assert.Contains("3 events", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompleteAsync_NoEvents_SaysSo()
    {
        var html = await WriteAsync(s_subject);

        Assert.Contains("nothing", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompleteAsync_MorePicturesThanAllowed_LeavesOutTheLaterOnes()
    {
        var html = await WriteAsync(s_subject, [.. Enumerable.Range(1, HtmlReportSink.MostPictures + 3).Select(i => Start(i, i, "person"))]);

        Assert.Equal(HtmlReportSink.MostPictures, Sources().Count(html));
        Assert.Contains("3 later events are shown without picture", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisposeAsync_WithoutCompletion_WritesNothing()
    {
        await using (var sink = new HtmlReportSink(Page, s_subject))
        {
            await sink.WriteAsync(Samples.Report(Samples.Header(1), Start(1, 10, "person")), default);
        }

        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Open_Folder_IsRefused() => Assert.Throws<ConfigurationException>(() => new HtmlReportSink(_folder.Path, s_subject));

    [Fact]
    public void Rows_EventsThatTouch_ShareARow()
    {
        var events = new[] { (0, 10), (2, 3), (5, 4), (10, 1) }
            .Select(e => new ReportedEvent(1, "a", 1, TimeSpan.FromSeconds(e.Item1), TimeSpan.FromSeconds(e.Item2), null, null)).ToList();

        Assert.Equal([0, 1, 1, 0], TimeLine.Rows(events)); // 0–10, 2–5, 5–9, 10–11
    }

    [Theory]
    [InlineData(0, "00:00.0")]
    [InlineData(59.96, "01:00.0")]
    [InlineData(125.34, "02:05.3")]
    [InlineData(3725.3, "1:02:05.3")]
    public void Time_Seconds_ReadsAsAClock(double seconds, string expected) => Assert.Equal(expected, ReportFormat.Time(TimeSpan.FromSeconds(seconds)));

    private static PhraseEvent Start(int trackId, double seconds, string phrase) => Samples.Event(trackId, Samples.Header((long)(seconds * 10), seconds), phrase) with
    {
        Duration = TimeSpan.FromSeconds(0.5),
        Snapshot = new Snapshot("a.jpg", new byte[] { 1, 2, 3 }),
    };

    private static PhraseEvent End(int trackId, double seconds, string phrase) => Start(trackId, seconds, phrase) with
    {
        Type = EventType.End,
        Duration = TimeSpan.FromSeconds(seconds - 10),
        EndReason = EndReason.Left,
    };

    private async Task<string> WriteAsync(ReportSubject subject, params PhraseEvent[] events)
    {
        await using var sink = new HtmlReportSink(Page, subject);
        foreach (var phraseEvent in events)
        {
            await sink.WriteAsync(Samples.Report(phraseEvent.Frame, phraseEvent), default);
        }

        await sink.CompleteAsync(default);
        return await File.ReadAllTextAsync(Page);
    }

    [GeneratedRegex("src=\"[^\"]{0,20}", RegexOptions.None, 1000)]
    private static partial Regex Sources();
}
