using Glip.Core;

namespace Glip.Sinks;

/// <summary>Draws boxes with tags on pictures. Safe for use by several threads at a time.</summary>
public interface ICanvas
{
    /// <summary>Draws on a picture in place.</summary>
    /// <param name="pixels">[height, width, 4] BGRx, 8 bit, rows without padding; the fourth byte means nothing.</param>
    /// <param name="size">Size of the picture.</param>
    /// <param name="boxes">What to draw; later ones lie on top.</param>
    void Draw(Span<byte> pixels, ImageSize size, IReadOnlyList<LabelledBox> boxes);
}
