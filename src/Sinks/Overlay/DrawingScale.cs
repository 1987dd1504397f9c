using Glip.Core;

namespace Glip.Sinks;

/// <summary>How large letters and lines are in a picture, so that they can be read at any size.</summary>
internal static class DrawingScale
{
    /// <summary>Letters are 12 pixels high in small pictures, and a fortieth of the shorter side in large ones.</summary>
    public static float FontSize(ImageSize size) => Math.Max(12, Math.Min(size.Width, size.Height) / 40f);

    public static float LineWidth(ImageSize size) => Math.Max(2, Math.Min(size.Width, size.Height) / 300f);
}
