using System.Globalization;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class TrackCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Track_OneWalker_IsOneTrackFromTheThirdFrame()
    {
        Write(Walker(frames: 6, confidence: "0.9"));

        var (exitCode, output, errors) = await RunAsync();

        Assert.Equal((0, string.Empty), (exitCode, errors));
        Assert.Equal(
            [
                "3,1,110.00,50.00,40.00,100.00,0.9000,-1,-1,-1",
                "4,1,115.00,50.00,40.00,100.00,0.9000,-1,-1,-1",
                "5,1,120.00,50.00,40.00,100.00,0.9000,-1,-1,-1",
                "6,1,125.00,50.00,40.00,100.00,0.9000,-1,-1,-1",
            ],
            Lines(output));
    }

    [Fact]
    public async Task Track_Out_IsTheFileThatIsScored()
    {
        Write(Walker(frames: 6, confidence: "0.9", id: 1));

        var (exitCode, output, errors) = await RunAsync("--min-hits", "1", "--out", "found/tracks.txt");
        var score = await GlipProgram.RunAsync(_folder.Path, "eval", "tracking", "detections.txt", "found/tracks.txt");

        Assert.Equal((0, "1 tracks, 6 boxes\n", string.Empty), (exitCode, output, errors));
        Assert.Equal((0, string.Empty), (score.ExitCode, score.Errors));
        Assert.Matches(@"\ndetections +100\.00 +100\.00 +100\.00 ", score.Output);
        Assert.Equal(["tracks.txt"], Directory.EnumerateFiles(_folder.File("found")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Track_ConfidencesBeyondOne_AllCount()
    {
        Write(Walker(frames: 5, confidence: "-0.4") + "1,-1,400,50,40,100,31.5\n");

        var (exitCode, output, _) = await RunAsync();

        Assert.Equal(0, exitCode);
        Assert.Equal(["3,2", "4,2", "5,2"], Lines(output).Select(line => line[..3]));
        Assert.All(Lines(output), line => Assert.Contains(",0.5000,-1,-1,-1", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Track_MinScore_LeavesLowerOnesOut()
    {
        Write(Walker(frames: 5, confidence: "0.6"));

        Assert.NotEmpty((await RunAsync("--min-score", "0.6")).Output);
        Assert.Empty((await RunAsync("--min-score", "0.61")).Output);
    }

    [Fact]
    public async Task Track_MaxAge_DecidesWhetherItIsTheSame()
    {
        Write(Walker(frames: 5, confidence: "0.9", speed: 0) + Walker(frames: 5, confidence: "0.9", speed: 0, first: 16));

        // Ten frames without it: a second at 10 frames a second.
        Assert.Equal(["1"], Ids((await RunAsync("--fps", "10", "--max-age", "2s")).Output));
        Assert.Equal(["1", "2"], Ids((await RunAsync("--fps", "10", "--max-age", "500ms")).Output));
        Assert.Equal(["1"], Ids((await RunAsync("--fps", "100", "--max-age", "500ms")).Output));
    }

    [Fact]
    public async Task Track_SizeOfImages_DecidesWhoHasLeft()
    {
        // Walks on to the right at 20 pixels a frame, unseen for three frames: outside of an image of 240 pixels.
        Write(Walker(frames: 6, confidence: "0.9", speed: 20) + Walker(frames: 4, confidence: "0.9", speed: 20, first: 10, left: 280));

        Assert.Equal(["1", "2"], Ids((await RunAsync("--size", "240x200")).Output));
        Assert.Equal(["1"], Ids((await RunAsync("--size", "640x200")).Output));
        Assert.Equal(["1"], Ids((await RunAsync()).Output));
    }

    [Fact]
    public async Task Track_SequenceInfo_TellsSizeAndRate()
    {
        Write(Walker(frames: 6, confidence: "0.9", speed: 20) + Walker(frames: 4, confidence: "0.9", speed: 20, first: 10, left: 280), "a/det/det.txt");
        Write("[Sequence]\nframeRate=10\nseqLength=20\nimWidth=240\nimHeight=200\n", "a/seqinfo.ini");

        var (exitCode, output, errors) = await GlipProgram.RunAsync(_folder.Path, "track", "a/det/det.txt");

        Assert.Equal((0, string.Empty), (exitCode, errors));
        Assert.Equal(["1", "2"], Ids(output));
    }

    [Fact]
    public async Task Track_NoDetections_IsNoTracks()
    {
        Write(string.Empty);

        Assert.Equal((0, string.Empty, string.Empty), await RunAsync());
    }

    [Theory]
    [InlineData("'missing.txt' does not exist", "missing.txt")]
    [InlineData("bad.txt:1: left is 'NaN'; expected a number", "bad.txt")]
    [InlineData("--fps is 0; expected a number above 0", "detections.txt", "--fps", "0")]
    [InlineData("--size is '640'; expected width and height in pixels", "detections.txt", "--size", "640")]
    [InlineData("--max-age is '2'; expected a time with its unit", "detections.txt", "--max-age", "2")]
    [InlineData("min_hits is 0; expected 1 to 100", "detections.txt", "--min-hits", "0")]
    [InlineData("would replace the detections", "detections.txt", "--out", "./detections.txt")]
    public async Task Track_BadInput_IsToldInOneLine(string message, params string[] arguments)
    {
        Write(Walker(frames: 5, confidence: "0.9"));
        Write("1,-1,NaN,50,40,100,0.9", "bad.txt");

        var (exitCode, output, errors) = await GlipProgram.RunAsync(_folder.Path, ["track", .. arguments]);

        Assert.Equal((2, string.Empty), (exitCode, output));
        Assert.Contains(message, Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => GlipProgram.RunAsync(_folder.Path, ["track", "detections.txt", .. arguments]);

    private void Write(string text, string path = "detections.txt")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        File.WriteAllText(_folder.File(path), text);
    }

    private static string Walker(int frames, string confidence, int speed = 5, int first = 1, int left = 100, int id = -1) => string.Concat(
        Enumerable.Range(0, frames).Select(step => string.Create(CultureInfo.InvariantCulture, $"{first + step},{id},{left + (speed * step)},50,40,100,{(id < 0 ? confidence : "1")}\n")));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Ids(string tracks) => Lines(tracks).Select(line => line.Split(',')[1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
