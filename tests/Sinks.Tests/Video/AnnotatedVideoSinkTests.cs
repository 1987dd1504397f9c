using System.Diagnostics;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class AnnotatedVideoSinkTests : IDisposable
{
    private const int BoxTop = 60;
    private static readonly ImageSize s_size = new(320, 240);
    private readonly TemporaryFolder _folder = new();

    private string Source => _folder.File("source.mp4");

    private string Output => _folder.File("out", "annotated.mp4");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WriteAsync_EveryFrame_DrawsItsBoxOnThatFrame()
    {
        await VideoFile.MakeAsync(Source, s_size, 30);
        await AnnotateAsync(Source, s_size, Enumerable.Range(0, 30));

        Assert.Equal("h264,320,240,yuv420p,10/1,3.000000,30", await VideoFile.ProbeAsync(Output));
        var frames = await VideoFile.ReadAsync(Output, s_size);
        for (var n = 0; n < frames.Count; n++)
        {
            Assert.Equal(n, VideoFile.FrameNumber(frames[n]));
            Assert.Equal(n, BoxNumber(frames[n]));
        }

        AssertNothingLeft();
    }

    [Fact]
    public async Task WriteAsync_EveryFifthFrame_KeepsTheBoxUntilTheNext()
    {
        await VideoFile.MakeAsync(Source, s_size, 30);
        await AnnotateAsync(Source, s_size, [0, 5, 10, 15, 20]);

        var frames = await VideoFile.ReadAsync(Output, s_size);
        Assert.Equal(Enumerable.Range(0, 21), frames.Select(VideoFile.FrameNumber));
        Assert.Equal(Enumerable.Range(0, 21).Select(n => n / 5 * 5), frames.Select(BoxNumber));
    }

    [Fact]
    public async Task WriteAsync_SourceOfVariableRate_KeepsTheTimes()
    {
        var source = _folder.File("source.mkv");
        await VideoFile.MakeAsync(source, s_size, 30, "-vf", "select=not(between(n\\,10\\,19))", "-fps_mode", "vfr");
        await AnnotateAsync(source, s_size, Enumerable.Range(0, 20));

        var frames = await VideoFile.ReadAsync(Output, s_size);
        Assert.Equal(Enumerable.Range(0, 30).Select(n => n is >= 10 and <= 19 ? 9 : n), frames.Select(VideoFile.FrameNumber));
    }

    [Fact]
    public async Task WriteAsync_OddSize_GrowsByOne()
    {
        var size = new ImageSize(161, 121);
        var source = _folder.File("source.mkv");
        await VideoFile.MakeAsync(source, size, 3, "-c:v", "ffv1");
        await AnnotateAsync(source, size, [0, 1, 2]);

        Assert.StartsWith("h264,162,122,", await VideoFile.ProbeAsync(Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_RotatedSource_IsUprightAsItIsShown()
    {
        var rotated = _folder.File("rotated.mp4");
        await VideoFile.MakeAsync(Source, s_size, 5);
        await VideoFile.MakeAsync(rotated, s_size, 5, "-metadata:s:v:0", "rotate=90");
        await AnnotateAsync(rotated, new(240, 320), [0, 1, 2, 3, 4]);

        Assert.StartsWith("h264,240,320,", await VideoFile.ProbeAsync(Output), StringComparison.Ordinal);
        Assert.Equal([0, 1, 2, 3, 4], (await VideoFile.ReadAsync(Output, new(240, 320))).Select(BoxNumber));
    }

    [Theory]
    [InlineData("-i.mp4")]
    [InlineData("http:a.mp4")]
    [InlineData("100%d.mp4")]
    public async Task WriteAsync_OddNames_AreFilesOnly(string name)
    {
        await VideoFile.MakeAsync(_folder.File(name), s_size, 3);
        var output = _folder.File("out", name);
        await AnnotateAsync(_folder.File(name), s_size, [0, 1, 2], output);

        Assert.EndsWith(",3", await VideoFile.ProbeAsync(output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_PartOfTheDemo_HasItsSizeAndRate()
    {
        var info = new SourceInfo(new(768, 576), 10, TimeSpan.FromSeconds(79.5), "h264", 0, null);
        await using (var sink = new AnnotatedVideoSink(VideoFile.Ffmpeg, new CairoCanvas(), Repository.DemoClip, Output, info, StreamRegions.None))
        {
            await sink.WriteAsync(Samples.Report(Samples.Header(19, width: 768, height: 576), [Samples.Track(1, new(300, 200, 380, 400))]), default);
            await sink.WriteAsync(Samples.Report(Samples.Header(29, width: 768, height: 576)), default);
            await sink.CompleteAsync(default);
        }

        Assert.Equal("h264,768,576,yuv420p,10/1,3.000000,30", await VideoFile.ProbeAsync(Output));
        AssertNothingLeft();
    }

    [Fact]
    public async Task DisposeAsync_WithoutCompletion_LeavesAPlayableVideo()
    {
        await VideoFile.MakeAsync(Source, s_size, 30);
        await using (var sink = Sink(Source, s_size))
        {
            await sink.WriteAsync(Report(9, s_size), default);
        }

        Assert.Equal("h264,320,240,yuv420p,10/1,1.000000,10", await VideoFile.ProbeAsync(Output));
        AssertNothingLeft();
    }

    [Fact]
    public async Task WriteAsync_CancelledInTheMiddle_EndsSoonAndLeavesAPlayableVideo()
    {
        using var cancel = new CancellationTokenSource();
        var info = new SourceInfo(new(768, 576), 10, null, "h264", 0, null);
        var canvas = new ActingCanvas(draws: 50, cancel.Cancel);
        var sink = new AnnotatedVideoSink(VideoFile.Ffmpeg, canvas, Repository.DemoClip, Output, info, StreamRegions.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await sink.WriteAsync(Samples.Report(Samples.Header(790)), cancel.Token));
        var started = Stopwatch.GetTimestamp();
        await sink.DisposeAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 4);
        Assert.EndsWith(",50", await VideoFile.ProbeAsync(Output), StringComparison.Ordinal);
        AssertNothingLeft();
    }

    [Fact]
    public async Task WriteAsync_EncoderHangs_CanBeCancelledAndIsKilled()
    {
        using var cancel = new CancellationTokenSource();
        var info = new SourceInfo(new(768, 576), 10, null, "h264", 0, null);
        var canvas = new ActingCanvas(draws: 20, () =>
        {
            VideoFile.Stop(Path.ChangeExtension(Output, ".part.mp4"));
            cancel.CancelAfter(TimeSpan.FromMilliseconds(300));
        });
        var sink = new AnnotatedVideoSink(VideoFile.Ffmpeg, canvas, Repository.DemoClip, Output, info, StreamRegions.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await sink.WriteAsync(Samples.Report(Samples.Header(790)), cancel.Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
        await sink.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Empty(VideoFile.ProgramsOn(_folder.Path));
        Assert.Empty(Directory.GetFiles(_folder.File("out")));
    }

    [Fact]
    public async Task WriteAsync_EncoderDies_IsUnavailableWithItsLastWords()
    {
        await VideoFile.MakeAsync(Source, s_size, 30);
        await using var sink = Sink(Source, s_size);
        Directory.Delete(_folder.File("out"));

        var error = await Assert.ThrowsAsync<UnavailableException>(async () =>
        {
            await sink.WriteAsync(Report(29, s_size), default);
            await sink.CompleteAsync(default);
        });

        Assert.Contains("No such file or directory", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        await sink.DisposeAsync();
        Assert.Empty(VideoFile.ProgramsOn(_folder.Path));
    }

    [Fact]
    public async Task WriteAsync_SourceShorterThanBefore_IsUnavailableAndKeepsWhatThereIs()
    {
        await VideoFile.MakeAsync(Source, s_size, 10);
        await using (var sink = Sink(Source, s_size))
        {
            await Assert.ThrowsAsync<UnavailableException>(async () => await sink.WriteAsync(Report(20, s_size), default));
        }

        Assert.EndsWith(",10", await VideoFile.ProbeAsync(Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_MissingSource_SaysWhy()
    {
        await using var sink = Sink(_folder.File("nothing.mp4"), s_size);

        var error = await Assert.ThrowsAsync<UnavailableException>(async () => await sink.WriteAsync(Report(0, s_size), default));

        Assert.Contains("No such file or directory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompleteAsync_NoFrames_WritesNothing()
    {
        await using var sink = Sink(Source, s_size);
        await sink.CompleteAsync(default);

        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Open_OutputThatIsTheSource_IsRefused() =>
        Assert.Throws<ConfigurationException>(() => new AnnotatedVideoSink(VideoFile.Ffmpeg, new CairoCanvas(), Source, Source, Info(s_size), StreamRegions.None));

    [Fact]
    public void Open_BelowAFile_IsRefused()
    {
        File.WriteAllText(_folder.File("out"), "text");

        Assert.Throws<ConfigurationException>(() => Sink(Source, s_size));
    }

    private static SourceInfo Info(ImageSize size) => new(size, 10, null, "h264", 0, null);

    /// <summary>A box whose left edge tells the number of its frame.</summary>
    private static FrameReport Report(int index, ImageSize size) => Samples.Report(
        Samples.Header(index, index / 10.0, size.Width, size.Height), [Samples.Track(1, new(10 + (6 * index), BoxTop, size.Width - 2, 100))]);

    private static int BoxNumber(RgbImage picture)
    {
        var colour = TrackColours.Of(1);
        var line = Enumerable.Range(0, picture.Size.Width).Select(x => TestPicture.Distance(colour, TestPicture.At(picture, x, 85))).ToList();
        return (int)Math.Round((line.IndexOf(line.Take(picture.Size.Width - 20).Min()) - 9.5) / 6);
    }

    private AnnotatedVideoSink Sink(string source, ImageSize size, string? output = null) =>
        new(VideoFile.Ffmpeg, new CairoCanvas(), source, output ?? Output, Info(size), StreamRegions.None);

    private async Task AnnotateAsync(string source, ImageSize size, IEnumerable<int> indices, string? output = null)
    {
        await using var sink = Sink(source, size, output);
        foreach (var index in indices)
        {
            await sink.WriteAsync(Report(index, size), default);
        }

        await sink.CompleteAsync(default);
    }

    private void AssertNothingLeft()
    {
        Assert.Empty(VideoFile.ProgramsOn(_folder.Path));
        Assert.Equal([Output], Directory.GetFiles(_folder.File("out")));
    }

    /// <summary>Does something at one of the pictures.</summary>
    private sealed class ActingCanvas(int draws, Action act) : ICanvas
    {
        private int _drawn;

        public void Draw(Span<byte> pixels, ImageSize size, Drawing drawing)
        {
            if (++_drawn == draws)
            {
                act();
            }
        }
    }
}
