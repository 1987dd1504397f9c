using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>The demo clip, masked but for a corner of grass, over which someone walks from second 53 to 61, and someone from second 66.</summary>
public sealed class StreetCornerTests : IDisposable
{
    private static readonly AreaMask s_allButTheCorner = new([[(0, 0), (1, 0), (1, 0.55), (0, 0.55)], [(0.35, 0.55), (1, 0.55), (1, 1), (0.35, 1)]]);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public Task Look_CornerOfTheDemoClip_PassesWhenSomeoneIsThere(int rate) => CheckAsync(Repository.DemoClip, rate);

    [Fact]
    public Task Look_CornerWithNoise_PassesWhenSomeoneIsThere() => CheckAsync(
        TestMedia.Make(_folder.File("corner.mkv"), "-i", Repository.DemoClip, "-vf", "fps=5,scale=384:288,noise=alls=15:allf=t", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "20"), 5);

    private static async Task CheckAsync(string clip, int rate)
    {
        var decisions = new List<(double Time, GateDecision Decision)>();
        var gate = new MotionGate(new());
        await using var source = await FileSource.OpenAsync(new FfmpegProcess(), clip, new() { StreamId = "corner", FramesPerSecond = rate, Resize = new ResizeRule(288, 384) }, CancellationToken.None);
        await foreach (var frame in source.ReadAsync(CancellationToken.None))
        {
            using (frame)
            {
                s_allButTheCorner.Apply(frame);
                decisions.Add((frame.Header.Pts.TotalSeconds, gate.Look(frame, tracksAlive: false)));
            }
        }

        Assert.DoesNotContain(decisions, item => item is { Time: > 4 and < 52, Decision: GateDecision.Motion });
        Assert.Contains(decisions, item => item is { Time: > 53 and <= 55, Decision: GateDecision.Motion });
        Assert.Contains(decisions, item => item is { Time: > 65 and < 69, Decision: GateDecision.Motion });
    }
}
