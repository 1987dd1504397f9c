using Glip.Core;

namespace Glip.Ingest;

/// <summary>Filters that ffmpeg applies to pictures.</summary>
internal static class PictureFilters
{
    /// <summary>
    /// Triangle filter as wide as the reduction, like Pillow's bilinear, and colour at full resolution. Measured from 1920x1080 to 640x360 against
    /// exact arithmetic: 50 dB, where plain <c>bilinear</c> has 42 and <c>fast_bilinear</c>, which skips pixels, 27; it costs 0.3 ms a frame more.
    /// </summary>
    private const string Flags = "flags=bilinear+full_chroma_int+accurate_rnd";

    public const string ToRgb = $"scale={Flags},format=rgb24";

    public static string Scale(ImageSize size) => FormattableString.Invariant($"scale={size.Width}:{size.Height}:{Flags},format=rgb24");
}
