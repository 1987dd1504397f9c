using Glip.Core;

namespace Glip.Sinks;

/// <summary>Draws with cairo. Lines and letters grow with the picture, so that they can be read at any size.</summary>
public sealed class CairoCanvas : ICanvas
{
    /// <exception cref="MissingPartException">Cairo is not installed.</exception>
    public CairoCanvas() => Cairo.Require();

    public unsafe void Draw(Span<byte> pixels, ImageSize size, IReadOnlyList<LabelledBox> boxes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, checked(size.Width * size.Height * 4), nameof(pixels));
        if (boxes.Count == 0)
        {
            return;
        }

        fixed (byte* start = pixels)
        {
            using var cairo = new Cairo(start, size, FontSize(size));
            foreach (var box in boxes)
            {
                cairo.StrokeRectangle(Inside(box.Box, size, LineWidth(size)), box.Colour, LineWidth(size), box.Dashed);
            }

            DrawTags(cairo, size, boxes);
            cairo.Check();
        }
    }

    /// <summary>Letters are 12 pixels high in small pictures, and a fortieth of the shorter side in large ones.</summary>
    internal static double FontSize(ImageSize size) => Math.Max(12, Math.Min(size.Width, size.Height) / 40.0);

    internal static double LineWidth(ImageSize size) => Math.Max(2, Math.Min(size.Width, size.Height) / 300.0);

    private static void DrawTags(Cairo cairo, ImageSize size, IReadOnlyList<LabelledBox> boxes)
    {
        var layout = new TagLayout(size);
        var margin = Math.Ceiling(FontSize(size) / 4);
        foreach (var box in boxes)
        {
            var label = Shorten(cairo, box.Label, size.Width - (2 * margin));
            var width = Math.Ceiling(cairo.TextWidth(label) + (2 * margin));
            var tag = layout.Place(box.Box, (float)width, (float)Math.Ceiling(cairo.TextHeight + margin));
            cairo.FillRectangle(tag, box.Colour);
            cairo.ShowText(tag.Left + margin, tag.Top + (margin / 2) + cairo.Ascent, label, box.Colour.Text);
        }
    }

    /// <summary>Moves the lines inward where the box touches the edge of the picture, so that they are seen whole.</summary>
    private static BoundingBox Inside(BoundingBox box, ImageSize size, double lineWidth)
    {
        var half = (float)lineWidth / 2;
        return new(Math.Max(box.Left, half), Math.Max(box.Top, half), Math.Min(box.Right, size.Width - half), Math.Min(box.Bottom, size.Height - half));
    }

    private static string Shorten(Cairo cairo, string label, double room)
    {
        for (var width = cairo.TextWidth(label); width > room && label.Length > 1; width = cairo.TextWidth(label))
        {
            var kept = Math.Clamp((int)(label.Length * room / width) - 1, 0, label.Length - 2);
            kept -= kept > 0 && char.IsHighSurrogate(label[kept - 1]) ? 1 : 0;
            label = label[..kept] + "…";
        }

        return label;
    }
}
