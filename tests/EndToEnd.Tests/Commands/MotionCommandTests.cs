using Glip.Core;
using Glip.Ingest;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class MotionCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Motion_Clip_DrawsWhatTheGateDecides()
    {
        TestMedia.Make(_folder.File("yard.mp4"), "-i", Repository.DemoClip, "-t", "3", "-c", "copy");

        var (exitCode, output, errors) = await GlipProgram.RunAsync(
            _folder.Path, "motion", "yard.mp4", "--fps", "5", "--mask", "0,0.5 0.5,0.5 0.5,1 0,1", "--mask", "0.9,0.9 1,0.9 1,1", "--out", "drawn/gate.mp4");

        Assert.Equal((0, string.Empty), (exitCode, errors));
        Assert.Equal(
            ["17 frames, 0 held back (0.0 %)", "     16 passed: motion", "      0 passed: refresh, nothing moved", "      1 passed: first"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["gate.mp4"], Directory.EnumerateFiles(_folder.File("drawn")).Select(Path.GetFileName));
        await AssertPicturesAsync(_folder.File("drawn", "gate.mp4"));
    }

    [Fact]
    public async Task Motion_NothingMoves_IsHeldBack()
    {
        TestMedia.Make(_folder.File("still.mp4"), "-loop", "1", "-framerate", "5", "-t", "12", "-i", Repository.Data("nano", "frame", "source.png"), "-pix_fmt", "yuv420p");

        var (exitCode, output, _) = await GlipProgram.RunAsync(_folder.Path, "motion", "still.mp4", "--out", "gate.mp4");

        Assert.Equal(0, exitCode);
        Assert.StartsWith("60 frames, 58 held back (96.7 %)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'missing.mp4' does not exist", "missing.mp4", "--out", "gate.mp4")]
    [InlineData("'--out' is required", "missing.mp4")]
    [InlineData("--fps is 0; expected a number above 0", "missing.mp4", "--out", "gate.mp4", "--fps", "0")]
    [InlineData("'1;1' is not a point; expected two numbers", "missing.mp4", "--out", "gate.mp4", "--mask", "0,0 1,0 1;1")]
    [InlineData("mask 1 has 2 points; expected at least 3", "missing.mp4", "--out", "gate.mp4", "--mask", "0,0 1,0")]
    [InlineData("would replace the video", "missing.mp4", "--out", "./missing.mp4")]
    public async Task Motion_BadArguments_AreRefused(string message, params string[] arguments)
    {
        var result = await GlipProgram.RunAsync(_folder.Path, ["motion", .. arguments]);

        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    /// <summary>An orange border where something moved, and black where it is masked.</summary>
    private static async Task AssertPicturesAsync(string path)
    {
        await using var source = await FileSource.OpenAsync(new FfmpegProcess(), path, new() { StreamId = "drawn" }, CancellationToken.None);
        Assert.Equal((new ImageSize(768, 576), 5.0), (source.Info.Size, source.Info.FramesPerSecond));
        await foreach (var frame in source.ReadAsync(CancellationToken.None))
        {
            using (frame)
            {
                if (frame.Header.Index > 0)
                {
                    Assert.True(At(frame, 0, 288) is { R: > 150, G: > 50 and < 130, B: < 60 }, $"{At(frame, 0, 288)}");
                }

                Assert.True(At(frame, 100, 400) is { R: < 10, G: < 10, B: < 10 }, $"{At(frame, 100, 400)}");
            }
        }
    }

    private static (byte R, byte G, byte B) At(Frame frame, int x, int y)
    {
        var pixel = frame.Pixels.Span.Slice(((y * frame.Size.Width) + x) * 3, 3);
        return (pixel[0], pixel[1], pixel[2]);
    }
}
