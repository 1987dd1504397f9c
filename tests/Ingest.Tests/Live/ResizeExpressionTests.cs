using System.Globalization;
using System.Text.RegularExpressions;
using Glip.Core;

namespace Glip.Ingest.Tests;

public sealed class ResizeExpressionTests
{
    private static readonly ImageSize[] s_sources =
    [
        new(1920, 1080), new(1080, 1920), new(1280, 720), new(640, 480), new(704, 576), new(352, 288), new(2560, 1440), new(3840, 2160), new(800, 800),
        new(320, 320), new(333, 334), new(334, 333), new(1000, 10), new(10, 1000), new(2000, 2), new(2, 2000), new(1280, 960), new(2688, 1520), new(640, 360),
        new(600, 320), new(320, 600), new(1024, 1), new(31, 17), new(1333, 800), new(257, 1023), new(5120, 1440),
    ];

    [Theory]
    [InlineData(320, 600)]
    [InlineData(800, 1333)]
    [InlineData(5, 9)]
    [InlineData(360, 641)] // 641 * 1 / 2 is rounded to even
    public async Task For_ManySizes_FfmpegScalesToTheSizeOfTheRule(int shorter, int longer)
    {
        var rule = new ResizeRule(shorter, longer);

        Assert.Equal(s_sources.Select(rule.Apply), await ScaleAsync(rule));
    }

    [Fact]
    public async Task For_NoRule_KeepsTheSize() => Assert.Equal(s_sources, await ScaleAsync(null));

    /// <summary>Lets ffmpeg scale one picture of each size, all in one run.</summary>
    private static async Task<IEnumerable<ImageSize>> ScaleAsync(ResizeRule? rule)
    {
        var chains = s_sources.Select((size, i) => $"nullsrc=s={size}:d=0.04,{PictureFilters.Scale(rule)},showinfo@picture{i:000}=checksum=0,nullsink");
        var sizes = new SortedDictionary<string, ImageSize>(StringComparer.Ordinal);
        await using var run = new FfmpegProcess().Start(
            FfmpegProgram.Ffmpeg,
            [.. FfmpegMessage.Levels("info"), "-filter_complex", string.Join(';', [.. chains, "nullsrc=s=16x16:d=1[end]"]), "-map", "[end]", "-f", "null", "-"],
            line => Regex.Match(line, @"^\[showinfo@picture(?<i>\d+) .* s:(?<width>\d+)x(?<height>\d+) ", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } match
                && sizes.TryAdd(match.Groups["i"].Value, new(Number(match, "width"), Number(match, "height"))));
        Assert.True(await run.WaitAsync(CancellationToken.None) == 0, string.Join('\n', run.LastErrors));
        return sizes.Values;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
