using Glip.Core;

namespace Glip.Sinks;

/// <summary>Writes the tags of a drawing where there is room for them.</summary>
internal sealed class TagPainter(Cairo cairo, ImageSize size)
{
    private const float FaintOpacity = 0.45f;

    private readonly TagLayout _layout = new(size);
    private readonly double _margin = Math.Ceiling(DrawingScale.FontSize(size) / 4);

    /// <summary>Captions come first: places and news are not moved by what walks by. Faint boxes come last, and are named only where there is room left.</summary>
    public void Draw(Drawing drawing)
    {
        foreach (var caption in drawing.Captions)
        {
            var tag = new Tag(caption.Text, caption.Colour, caption.Opacity);
            Draw(tag, new BoundingBox(caption.At.X, caption.At.Y, caption.At.X, caption.At.Y), onlyIfFree: false);
        }

        foreach (var box in drawing.Boxes.OrderBy(box => box.Faint))
        {
            var tag = new Tag(box.Label, box.Colour, box.Faint ? FaintOpacity : 1);
            Draw(tag, box.Box, onlyIfFree: box.Faint);
        }
    }

    private void Draw(Tag tag, BoundingBox box, bool onlyIfFree)
    {
        var text = Shorten(tag.Text, size.Width - (2 * _margin));
        var (width, height) = ((float)Math.Ceiling(cairo.TextWidth(text) + (2 * _margin)), (float)Math.Ceiling(cairo.TextHeight + _margin));
        if ((onlyIfFree ? _layout.PlaceIfFree(box, width, height) : _layout.Place(box, width, height)) is { } ground)
        {
            cairo.FillRectangle(ground, tag.Colour, tag.Opacity);
            cairo.ShowText(ground.Left + _margin, ground.Top + (_margin / 2) + cairo.Ascent, text, tag.Colour.Text);
        }
    }

    private string Shorten(string label, double room)
    {
        for (var width = cairo.TextWidth(label); width > room && label.Length > 1; width = cairo.TextWidth(label))
        {
            var kept = Math.Clamp((int)(label.Length * room / width) - 1, 0, label.Length - 2);
            kept -= kept > 0 && char.IsHighSurrogate(label[kept - 1]) ? 1 : 0;
            label = label[..kept] + "…";
        }

        return label;
    }

    private readonly record struct Tag(string Text, Rgb Colour, float Opacity);
}
