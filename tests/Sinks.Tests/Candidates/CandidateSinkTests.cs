using System.Text.Json;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class CandidateSinkTests : IDisposable
{
    private static readonly Phrase s_dog = new("guide dog");
    private static readonly ImageSize s_size = new(64, 48);

    private readonly TemporaryFolder _folder = new();
    private readonly CandidatePictures _pictures = new(new TurboJpeg());

    [Fact]
    public async Task Write_MoreThanKept_LetsTheLowestScoresGoAndNeverHoldsMoreAfterARestart()
    {
        await WriteAsync(new CandidateSink(_folder.Path, 3), (0, 0.2f), (20, 0.4f), (40, 0.3f), (60, 0.1f));
        await WriteAsync(new CandidateSink(_folder.Path, 3), (80, 0.35f));

        Assert.Equal([0.4f, 0.3f, 0.35f], Lines().Select(line => line.GetProperty("score").GetSingle()));
        Assert.Equal(Lines().Select(line => line.GetProperty("file").GetString()).Order(), Pictures());
        Assert.All(Lines(), line => Assert.Equal(("guide dog", "no_track"), (line.GetProperty("phrase").GetString(), line.GetProperty("reason").GetString())));
    }

    [Fact]
    public async Task Write_WithinTenSeconds_KeepsTheBestOfThem()
    {
        await WriteAsync(new CandidateSink(_folder.Path, 10), (0, 0.2f), (1, 0.5f), (2, 0.3f), (11, 0.25f));

        Assert.Equal([0.5f, 0.25f], Lines().Select(line => line.GetProperty("score").GetSingle()));
        Assert.Equal(2, Pictures().Count);
    }

    [Fact]
    public async Task Write_StrayPicturesAndDamagedLines_AreClearedAndOtherFilesStay()
    {
        await WriteAsync(new CandidateSink(_folder.Path, 10), (0, 0.2f));
        await File.AppendAllTextAsync(_folder.File("guide_dog", "index.jsonl"), "{\"file\":\n");
        await File.WriteAllTextAsync(_folder.File("guide_dog", "20260101T000000000-7.jpg"), "stray");
        await File.WriteAllTextAsync(_folder.File("guide_dog", "notes.jpg"), "mine");

        await WriteAsync(new CandidateSink(_folder.Path, 10), (100, 0.3f));

        Assert.Equal(2, Lines().Count);
        Assert.Equal(3, Pictures().Count);
        Assert.Contains("notes.jpg", Pictures());
    }

    [Fact]
    public void Attach_Candidate_CutsItsPlaceWithAMargin()
    {
        var report = Attach(0, 0.4f);

        var picture = new TurboJpeg().Decode(Assert.Single(report.Rejected).Jpeg.Span);

        Assert.Equal(new ImageSize(30, 36), picture.Size); // 20 x 24 and a quarter on each side
    }

    [Fact]
    public void Attach_NothingRejected_GivesTheReportItself()
    {
        var (frame, _) = Frames.Of(new byte[s_size.RgbBytes], s_size);
        var report = new FrameReport(frame.Header, [], [], [], []);

        Assert.Same(report, _pictures.Attach(frame, report));
    }

    public void Dispose() => _folder.Dispose();

    private async Task WriteAsync(CandidateSink sink, params (int Seconds, float Score)[] candidates)
    {
        await using (sink)
        {
            foreach (var (seconds, score) in candidates)
            {
                await sink.WriteAsync(Attach(seconds, score), CancellationToken.None);
            }
        }
    }

    private FrameReport Attach(int seconds, float score)
    {
        var (frame, _) = Frames.Of(new byte[s_size.RgbBytes], s_size, index: seconds * 10);
        var candidate = new RejectedCandidate(new(new BoundingBox(20, 10, 40, 34), s_dog, score), RejectionReason.NoTrack);
        return _pictures.Attach(frame, new FrameReport(frame.Header, [], [], [], []) { Rejected = [candidate] });
    }

    private List<JsonElement> Lines() => [.. File.ReadLines(_folder.File("guide_dog", "index.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    private List<string> Pictures() => [.. Directory.EnumerateFiles(_folder.File("guide_dog"), "*.jpg").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
