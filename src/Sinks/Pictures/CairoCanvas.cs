using Glip.Core;

namespace Glip.Sinks;

/// <summary>Draws with cairo. Lines and letters grow with the picture, so that they can be read at any size.</summary>
public sealed class CairoCanvas : ICanvas
{
    private const float FaintOpacity = 0.6f;
    private const float RimOpacity = 0.35f;

    /// <exception cref="MissingPartException">Cairo is not installed.</exception>
    public CairoCanvas() => Cairo.Require();

    public unsafe void Draw(Span<byte> pixels, ImageSize size, Drawing drawing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, checked(size.Width * size.Height * 4), nameof(pixels));
        if (drawing.IsEmpty)
        {
            return;
        }

        fixed (byte* start = pixels)
        {
            using var cairo = new Cairo(start, size, DrawingScale.FontSize(size));
            DrawStrokes(cairo, size, drawing.Strokes);
            DrawBoxes(cairo, size, drawing.Boxes);
            new TagPainter(cairo, size).Draw(drawing);
            cairo.Check();
        }
    }

    private static void DrawStrokes(Cairo cairo, ImageSize size, IReadOnlyList<Stroke> strokes)
    {
        var lineWidth = DrawingScale.LineWidth(size);
        foreach (var stroke in strokes)
        {
            cairo.Path(stroke.Points.AsSpan(), stroke.Closed);
            if (stroke.Fill > 0)
            {
                cairo.FillPath(stroke.Colour, stroke.Fill);
            }

            if (stroke.Rim)
            {
                cairo.StrokePath(Rgb.Black, RimOpacity, lineWidth * (stroke.Width + 1));
            }

            cairo.StrokePath(stroke.Colour, stroke.Opacity, lineWidth * stroke.Width);
        }
    }

    private static void DrawBoxes(Cairo cairo, ImageSize size, IReadOnlyList<LabelledBox> boxes)
    {
        foreach (var box in boxes)
        {
            var lineWidth = DrawingScale.LineWidth(size) * (box.Faint ? 0.5f : box.Heavy ? 2 : 1);
            cairo.StrokeRectangle(Inside(box.Box, size, lineWidth), box.Colour, box.Faint ? FaintOpacity : 1, lineWidth, box.Dashed);
        }
    }

    /// <summary>Moves the lines inward where the box touches the edge of the picture, so that they are seen whole.</summary>
    private static BoundingBox Inside(BoundingBox box, ImageSize size, float lineWidth)
    {
        var half = lineWidth / 2;
        return new(Math.Max(box.Left, half), Math.Max(box.Top, half), Math.Min(box.Right, size.Width - half), Math.Min(box.Bottom, size.Height - half));
    }
}
