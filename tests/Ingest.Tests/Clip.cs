using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>A video file that was read to the end.</summary>
internal sealed record Clip(SourceInfo Info, SourceEnd End, IReadOnlyList<ClipFrame> Frames)
{
    public static readonly FileSourceOptions Options = new() { StreamId = "gate" };

    public IEnumerable<double> Seconds => Frames.Select(frame => frame.Header.Pts.TotalSeconds);

    public IEnumerable<long> Indices => Frames.Select(frame => frame.Header.Index);

    /// <summary>Reads all frames, and checks that nothing is left behind.</summary>
    public static async Task<Clip> ReadAsync(string path, FileSourceOptions? options = null)
    {
        await using var source = await FileSource.OpenAsync(new FfmpegProcess(), path, options ?? Options, CancellationToken.None);
        Assert.Null(source.End);
        var frames = new List<ClipFrame>();
        await foreach (var frame in source.ReadAsync(CancellationToken.None))
        {
            using (frame)
            {
                frames.Add(new ClipFrame(frame.Header, frame.Size, frame.Pixels.ToArray()));
            }
        }

        Assert.Equal(0, source.Pool.Rented);
        Assert.Empty(RunningProcesses.WithArgument(path));
        Assert.NotNull(source.End);
        Assert.Equal(frames.Count, source.End.Frames);
        Assert.Equal(frames[^1].Header.Pts, source.End.Position);
        return new Clip(source.Info, source.End, frames);
    }

    /// <summary>Checks that the picture of each frame is the one that its number says.</summary>
    public void AssertGreys(int tolerance = 3) =>
        Assert.All(Frames, frame => Assert.InRange(frame.Centre.R, TestMedia.GreyOf(frame.Header.Index) - tolerance, TestMedia.GreyOf(frame.Header.Index) + tolerance));

    /// <summary>Checks times to the precision of containers that count milliseconds.</summary>
    public void AssertSeconds(IEnumerable<double> expected)
    {
        var all = expected.ToList();
        Assert.Equal(all.Count, Frames.Count);
        Assert.All(Seconds.Zip(all), pair => Assert.Equal(pair.Second, pair.First, tolerance: 0.0011));
    }
}
