using System.Numerics;
using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>The demo clip, in which people walk past a camera that stands still, and a part of it that is cut out as by a camera that shakes.</summary>
public sealed class CameraMotionClipTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Measure_PeopleWalkPastAStandingCamera_IsIdentityForEver()
    {
        var views = await ViewsAsync(Repository.DemoClip);

        Assert.Equal(795, views.Count);
        Assert.All(views, view => Assert.Equal(Matrix3x2.Identity, view));
    }

    [Fact]
    public async Task Measure_ShakingCamera_IsFollowedToAPixel()
    {
        var clip = TestMedia.Make(
            _folder.File("shaking.mp4"), "-t", "12", "-i", Repository.DemoClip,
            "-vf", "crop=640:480:64+16*sin(n*1.1):48+10*sin(n*1.7):exact=1", "-c:v", "libx264", "-preset", "veryfast", "-crf", "26");

        var views = await ViewsAsync(clip);

        Assert.Equal(120, views.Count);
        Assert.All(views, (view, n) =>
        {
            Assert.InRange(view.M31, Cut(16, 1.1, n) - 1, Cut(16, 1.1, n) + 1);
            Assert.InRange(view.M32, Cut(10, 1.7, n) - 1, Cut(10, 1.7, n) + 1);
        });
    }

    /// <summary>How far the part lies from where it was in the first frame; ffmpeg cuts at whole and, for the colours, even pixels.</summary>
    private static double Cut(double reach, double speed, int frame) => reach * Math.Sin(frame * speed);

    private static async Task<List<Matrix3x2>> ViewsAsync(string path)
    {
        var (views, motion) = (new List<Matrix3x2>(), new CameraMotion());
        await using var source = await FileSource.OpenAsync(new FfmpegProcess(), path, new() { StreamId = "clip" }, default);
        await foreach (var frame in source.ReadAsync(default))
        {
            using (frame)
            {
                motion.Measure(frame);
                views.Add(frame.Header.View!.Value);
            }
        }

        return views;
    }
}
