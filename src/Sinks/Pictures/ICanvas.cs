using Glip.Core;

namespace Glip.Sinks;

/// <summary>Draws on pictures. Safe for use by several threads at a time.</summary>
public interface ICanvas
{
    /// <summary>Draws on a picture in place.</summary>
    /// <param name="pixels">[height, width, 4] BGRx, 8 bit, rows without padding; the fourth byte means nothing.</param>
    /// <param name="size">Size of the picture.</param>
    /// <param name="drawing">What to draw.</param>
    void Draw(Span<byte> pixels, ImageSize size, Drawing drawing);
}
