using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>
/// Someone of 100 pixels' height who walks through a picture of 1000 by 1000 pixels and is detected in every frame.
/// </summary>
/// <param name="Path">Where the feet are at a time in seconds, in [0, 1].</param>
internal sealed record Walk(Func<double, (double X, double Y)> Path)
{
    private static readonly ImageSize s_image = new(1000, 1000);

    /// <summary>Spacings of frames: 30, 5 and 1 a second, and such as cameras with trouble give them.</summary>
    public static IEnumerable<double> Frames(string spacing, double until) => spacing switch
    {
        "30 fps" => Times.Every(1 / 30.0, until),
        "5 fps" => Times.Every(0.2, until),
        "1 fps" => Times.Every(1, until),
        _ => Times.Irregular(0.03, 1.2, until, seed: 7),
    };

    /// <summary>What happens, with the time of the frame in which it is told.</summary>
    public List<(double At, RegionEvent Happened)> Past(StreamRegions regions, IEnumerable<double> times)
    {
        var watch = new RegionWatch(regions);
        List<(double, RegionEvent)> news = [];
        foreach (var time in times)
        {
            var (x, y) = Path(time);
            var (left, bottom) = ((float)(1000 * x) - 20, (float)(1000 * y));
            watch.Observe(new(left, bottom - 100, left + 40, bottom), s_image, TimeSpan.FromSeconds(time));
            news.AddRange(watch.TakeNews().Select(happened => (time, happened)));
        }

        return news;
    }
}
