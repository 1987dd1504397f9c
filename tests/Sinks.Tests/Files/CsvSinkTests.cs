using System.Text;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class CsvSinkTests : IDisposable
{
    private const string Header = "stream,frame_index,pts_s,captured_at,track_id,phrase,phrase_slug,score,left,top,right,bottom,frame_width,frame_height,box_origin\n";

    private readonly TemporaryFolder _temporary = new();
    private readonly SetClock _clock = new(Samples.Now);
    private RotationOptions _rotation = new();

    private string Folder => _temporary.File("events", "gate");

    private string FilePath => _temporary.File("run.csv");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task WriteAsync_OneTrack_IsTheRowOfTheContract()
    {
        await WriteAsync(captureTimeKnown: true, Report(12, Track(7, "person", score: 0.74123f) with { Box = new(955, 260.254f, 1140.5f, 868) }));

        Assert.Equal(
            Header + "market_square,12,1.2,1970-01-01T00:00:01.200Z,7,person,person,0.7412,955,260.25,1140.5,868,1920,1080,detected\n",
            await File.ReadAllTextAsync(FilePath));
    }

    [Fact]
    public async Task WriteAsync_UnknownCaptureTime_IsAnEmptyCell()
    {
        await WriteAsync(captureTimeKnown: false, Report(12, Track(7, "person")));

        Assert.Equal(string.Empty, Assert.Single(CsvTable.Read(FilePath))["captured_at"]);
    }

    [Theory]
    [InlineData("red, white and blue car")]
    [InlineData("a \"stop\" sign")]
    [InlineData("x \"")]
    [InlineData("1\",\"2")]
    [InlineData("1\"\r\n,2\"")]
    [InlineData("赤い車")]
    [InlineData("Fußgänger 🐕")]
    public async Task WriteAsync_AnyPhrase_IsReadBackAsItWas(string phrase)
    {
        await WriteAsync(captureTimeKnown: true, Report(1, Track(7, phrase)));

        var row = Assert.Single(CsvTable.Read(FilePath));
        Assert.Equal((new Phrase(phrase).Text, "7", "detected"), (row["phrase"], row["track_id"], row["box_origin"]));
        Assert.False((await File.ReadAllBytesAsync(FilePath)).AsSpan().StartsWith(Encoding.UTF8.Preamble));
    }

    [Fact]
    public async Task WriteAsync_SeveralPhrases_HaveARowEachInTheirOrder()
    {
        var both = Track(7, "person") with { Active = [Samples.Phrase("person", 0.6f), Samples.Phrase("person in a red coat", 0, 0.9f)] };
        await WriteAsync(captureTimeKnown: true, Report(1, both, Track(9, "dog")));

        Assert.Equal(
            [("7", "person", "0.6"), ("7", "person in a red coat", "0"), ("9", "dog", "0.8")],
            CsvTable.Read(FilePath).Select(row => (row["track_id"], row["phrase"], row["score"])));
    }

    [Fact]
    public async Task WriteAsync_TracksWithoutEventOrPhrase_HaveNoRow()
    {
        await WriteAsync(captureTimeKnown: true, Report(1, Track(7, "person") with { State = EventState.Candidate }, Track(8, "person") with { Active = [] }));

        Assert.Equal(Header, await File.ReadAllTextAsync(FilePath));
    }

    [Fact]
    public async Task WriteAsync_TrackThatWasNotFound_IsTold()
    {
        await WriteAsync(captureTimeKnown: true, Report(1, Track(7, "person", BoxOrigin.Predicted, score: 0)));

        var row = Assert.Single(CsvTable.Read(FilePath));
        Assert.Equal(("predicted", "0"), (row["box_origin"], row["score"]));
    }

    [Fact]
    public async Task WriteAsync_SecondReportOfAFrame_AddsNothing()
    {
        await WriteAsync(captureTimeKnown: true, Report(0), Report(0, Track(7, "person")), Report(0, Track(7, "person")), Report(1, Track(7, "person")));

        Assert.Equal(["0", "1"], CsvTable.Read(FilePath).Select(row => row["frame_index"]));
    }

    [Fact]
    public async Task Open_FileOfAnEarlierRun_GoesOnWithoutASecondHeader()
    {
        await WriteAsync(captureTimeKnown: true, Report(1, Track(7, "person")));
        await File.AppendAllTextAsync(FilePath, "market_square,2,0.2,\"half a r");
        await WriteAsync(captureTimeKnown: true, Report(3, Track(7, "person")));

        Assert.Equal(["1", "3"], CsvTable.Read(FilePath).Select(row => row["frame_index"]));
        Assert.Single(await File.ReadAllLinesAsync(FilePath), line => line + "\n" == Header);
    }

    [Fact]
    public async Task Open_HalfAHeader_IsWrittenAnew()
    {
        await File.WriteAllTextAsync(FilePath, Header[..40]);
        await WriteAsync(captureTimeKnown: true);

        Assert.Equal(Header, await File.ReadAllTextAsync(FilePath));
    }

    [Theory]
    [InlineData("name,size\n")]
    [InlineData("stream,frame_index\n")]
    [InlineData("a letter")]
    public async Task Open_FileOfAnotherKind_IsRefusedAndLeftAsItIs(string content)
    {
        await File.WriteAllTextAsync(FilePath, content);

        var error = Assert.Throws<ConfigurationException>(() => new CsvSink(FilePath, captureTimeKnown: true, _clock));
        Assert.Contains($"'{FilePath}' exists and holds something else; expected CSV", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(FilePath));
    }

    [Fact]
    public async Task Open_SeveralStreamsOfOneFile_WriteOneHeader()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => WriteAsync(captureTimeKnown: true, Report(i, Track(7, "person"))))));

        Assert.Equal(8, CsvTable.Read(FilePath).Count);
        Assert.Single(await File.ReadAllLinesAsync(FilePath), line => line + "\n" == Header);
    }

    [Fact]
    public async Task Dated_OverMidnightAndSize_BeginsEachFileWithTheHeader()
    {
        _rotation = _rotation with { MostBytes = Header.Length + 120 };
        await using var sink = CsvSink.Dated(Folder, _clock, _rotation);
        await sink.WriteAsync(Report(1, Track(7, "person")), default);
        await sink.WriteAsync(Report(2, Track(7, "person")), default);
        _clock.Advance(TimeSpan.FromDays(1));
        await sink.WriteAsync(Report(3, Track(7, "person")), default);

        Assert.Equal([("2026-11-21.1.csv", "2"), ("2026-11-21.csv", "1"), ("2026-11-22.csv", "3")], Files().Select(file => (file, Assert.Single(CsvTable.Read(Path.Combine(Folder, file)))["frame_index"])));
    }

    [Fact]
    public async Task Dated_LimitBelowARow_PutsOneIntoEachFile()
    {
        _rotation = _rotation with { MostBytes = 1 };
        await using var sink = CsvSink.Dated(Folder, _clock, _rotation);
        await sink.WriteAsync(Report(1, Track(7, "person")), default);
        await sink.WriteAsync(Report(2, Track(7, "person")), default);

        Assert.Equal(["2026-11-21.1.csv", "2026-11-21.csv"], Files());
    }

    [Fact]
    public async Task Dated_OldFiles_AreDeletedOfBothFormats()
    {
        Directory.CreateDirectory(Folder);
        Array.ForEach(["2026-10-01.csv", "2026-10-01.2.csv", "2026-10-01.jsonl", "2026-10-01.txt"], file => File.WriteAllText(Path.Combine(Folder, file), string.Empty));

        await using var sink = JsonLinesSink.Dated(Folder, _clock, _rotation);

        Assert.Equal(["2026-10-01.txt"], Files());
    }

    [Fact]
    public async Task Dated_BesideJsonLines_EachGoesOnWithItsOwnFiles()
    {
        await using (var table = CsvSink.Dated(Folder, _clock, _rotation))
        await using (var lines = JsonLinesSink.Dated(Folder, _clock, _rotation))
        {
            var report = Report(1, Track(7, "person")) with { Events = [Samples.Event(7, Samples.Header(1))] };
            await table.WriteAsync(report, default);
            await lines.WriteAsync(report, default);
        }

        await using var again = CsvSink.Dated(Folder, _clock, _rotation);
        Assert.Equal(["2026-11-21.csv", "2026-11-21.jsonl"], Files());
    }

    private static FrameReport Report(long index, params ReportedTrack[] tracks) => Samples.Report(Samples.Header(index, index * 0.1), [.. tracks]);

    private static ReportedTrack Track(int id, string phrase, BoxOrigin origin = BoxOrigin.Detected, float score = 0.8f) =>
        Samples.Track(id, new(10, 20, 50, 70), origin) with { Active = [Samples.Phrase(phrase, score, 0.8f)] };

    private IEnumerable<string> Files() => Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private async Task WriteAsync(bool captureTimeKnown, params FrameReport[] reports)
    {
        await using var sink = new CsvSink(FilePath, captureTimeKnown, _clock);
        foreach (var report in reports)
        {
            await sink.WriteAsync(report, default);
        }

        await sink.CompleteAsync(default);
    }
}
