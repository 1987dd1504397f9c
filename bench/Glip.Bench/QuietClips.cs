using Glip.Testing;

namespace Glip.Bench;

/// <summary>The place of the demo clip without people: each pixel is the median of the whole clip. Noise, light and a camera that sways are added.</summary>
/// <param name="folder">Where the clips are made.</param>
internal sealed class QuietClips(string folder)
{
    private static readonly string[] s_encoding = ["-t", "90", "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p"];

    /// <summary>Clips to learn from.</summary>
    public IReadOnlyList<string> ToLearnFrom() => Make("a",
        "noise=alls=14:allf=t:all_seed=1,eq=brightness='0.06*sin(t/4)':contrast='1+0.15*sin(t/7)':eval=frame",
        "crop=iw-16:ih-16:8+5*sin(t*2.1):8+4*sin(t*1.7),noise=alls=8:allf=t:all_seed=2",
        "noise=alls=22:allf=t:all_seed=3,eq=brightness='-0.15+0.1*sin(t/6)':eval=frame");

    /// <summary>Clips that nothing was learned from.</summary>
    public IReadOnlyList<string> HeldOut() => Make("b",
        "noise=alls=18:allf=t:all_seed=11,eq=brightness='0.05*sin(t/3)':contrast='1+0.2*sin(t/9)':eval=frame",
        "crop=iw-16:ih-16:8+6*sin(t*1.3):8+5*sin(t*2.3),noise=alls=10:allf=t:all_seed=12,eq=brightness='-0.1+0.08*sin(t/5)':eval=frame");

    private string[] Make(string name, params string[] filters)
    {
        var place = Path.Combine(folder, "place.png");
        if (!File.Exists(place))
        {
            TestMedia.Make(place, "-i", Repository.DemoClip, "-vf", "fps=2,tmedian=radius=79", "-frames:v", "1");
        }

        return [.. filters.Select((filter, i) => TestMedia.Make(
            Path.Combine(folder, FormattableString.Invariant($"{name}{i}.mp4")), ["-loop", "1", "-framerate", "5", "-i", place, "-vf", filter, .. s_encoding]))];
    }
}
