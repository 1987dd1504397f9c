using Glip.Core;
using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class BackgroundRecorderTests : IDisposable
{
    private static readonly Phrase s_person = new("person");

    private readonly TemporaryFolder _folder = new();
    private readonly SetClock _clock = new(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
    private readonly List<string> _warnings = [];

    [Fact]
    public async Task Save_AfterARestart_AddsToWhatWasThere()
    {
        var first = Recorder();
        first.Observe(Report(0.121f, 0.129f, 0.99f));
        await first.SaveAsync();
        var second = Recorder();
        second.Observe(Report(0.125f));
        second.Observe(Report());
        await second.SaveAsync();

        var all = Kept().Read("model", _warnings.Add)!;

        Assert.Equal(3, all.Frames);
        Assert.Equal((3, 1, 4), (all.Phrases["person"][12], all.Phrases["person"][99], all.Phrases["person"].Sum()));
        Assert.Empty(_warnings);
        Assert.Equal(["yard.json"], Directory.EnumerateFiles(_folder.File("background")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task SaveWhenDue_BeforeAMinute_WritesNothing()
    {
        var recorder = Recorder();
        recorder.Observe(Report(0.5f));

        _clock.Advance(TimeSpan.FromSeconds(59));
        await recorder.SaveWhenDueAsync();
        Assert.False(Directory.Exists(_folder.File("background")));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await recorder.SaveWhenDueAsync();

        Assert.True(File.Exists(_folder.File("background", "yard.json")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"version":9,"model_sha256":"model","since":"2026-01-01T00:00:00Z","frames":1,"phrases":{}}""")]
    [InlineData("""{"version":1,"model_sha256":"model","since":"2026-01-01T00:00:00Z","frames":1,"phrases":{"person":[1,2]}}""")]
    public async Task Read_DamagedFile_IsPutAsideWithOneLineAndBegunAnew(string content)
    {
        Directory.CreateDirectory(_folder.File("background"));
        await File.WriteAllTextAsync(_folder.File("background", "yard.json"), content);

        var recorder = Recorder();
        recorder.Observe(Report(0.5f));
        await recorder.SaveAsync();

        Assert.Contains("are damaged", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(_folder.File("background", "yard.json.damaged")));
        Assert.Equal(1, Kept().Read("model", _warnings.Add)!.Frames);
    }

    [Fact]
    public async Task Read_AnotherModel_BeginsAnew()
    {
        var recorder = Recorder();
        recorder.Observe(Report(0.5f));
        await recorder.SaveAsync();

        Assert.Null(Kept().Read("other", _warnings.Add));
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task Save_DiskCannotBeWritten_IsToldOnce()
    {
        await File.WriteAllTextAsync(_folder.File("background"), "in the way");
        var recorder = Recorder();

        for (var i = 0; i < 3; i++)
        {
            recorder.Observe(Report(0.5f));
            await recorder.SaveAsync();
        }

        Assert.Single(_warnings);
    }

    public void Dispose() => _folder.Dispose();

    private BackgroundFile Kept() => BackgroundFile.Of(_folder.Path, "yard");

    private BackgroundRecorder Recorder() => new(Kept(), "model", _clock, _warnings.Add);

    private static FrameReport Report(params float[] scores) => new(Frames.Header(0, new(64, 48)), [], [], [], [])
    {
        Rejected = [.. scores.Select(score => new RejectedCandidate(new(new(0, 0, 10, 10), s_person, score), RejectionReason.BelowThreshold))],
    };
}
