using System.Text;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Collects the events of a video and writes one HTML page about them when it is complete. Without completion nothing is written.</summary>
public sealed class HtmlReportSink : ISink
{
    /// <summary>Most pictures in a report: about 40 MB as text.</summary>
    internal const int MostPictures = 300;

    private readonly string _path;
    private readonly ReportSubject _subject;
    private readonly Dictionary<Guid, ReportedEvent> _events = [];
    private int _pictures;

    /// <param name="outputPath">The page; its folders are made.</param>
    /// <param name="subject">What it is about.</param>
    /// <exception cref="ConfigurationException">It cannot be written there.</exception>
    public HtmlReportSink(string outputPath, ReportSubject subject)
    {
        _path = OutputFile.Prepare(outputPath, "the report");
        _subject = subject;
    }

    public string Name => "report";

    public ValueTask WriteAsync(FrameReport report, CancellationToken cancellationToken)
    {
        foreach (var phraseEvent in report.Events)
        {
            Collect(phraseEvent);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        var events = _events.Values.OrderBy(entry => entry.Start).ThenBy(entry => entry.TrackId).ToList();
        var page = ReportPage.Render(_subject, events, _pictures < MostPictures ? 0 : events.Count(entry => entry.Jpeg is null));
        await OutputFile.WriteAsync(_path, Encoding.UTF8.GetBytes(page), cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Collect(PhraseEvent phraseEvent)
    {
        var known = _events.GetValueOrDefault(phraseEvent.EventId);
        _events[phraseEvent.EventId] = new ReportedEvent(
            phraseEvent.TrackId,
            phraseEvent.Leading.Sought.Phrase.Text,
            phraseEvent.Leading.TopScore,
            known?.Start ?? phraseEvent.Frame.Pts - phraseEvent.Duration,
            phraseEvent.Duration,
            phraseEvent.EndReason,
            Picture(phraseEvent.Snapshot, known?.Jpeg));
    }

    private ReadOnlyMemory<byte>? Picture(Snapshot? snapshot, ReadOnlyMemory<byte>? known)
    {
        if (snapshot is null || (known is null && _pictures >= MostPictures))
        {
            return known;
        }

        _pictures += known is null ? 1 : 0;
        return snapshot.Jpeg;
    }
}
