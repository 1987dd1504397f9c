using System.Numerics;
using System.Runtime.InteropServices;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Drawing with cairo on pixels in memory: the only place that touches the library.</summary>
internal sealed unsafe partial class Cairo : IDisposable
{
    private const string Library = "libcairo.so.2";
    private const string Font = "DejaVu Sans";
    private const int FormatRgb24 = 1; // cairo_format_t: 32 bit a pixel, upper byte unused; BGRx on little-endian machines
    private const int SlantNormal = 0;
    private const int WeightBold = 1;
    private const int AntialiasFast = 4; // cairo_antialias_t: 16 samples a pixel; long slanted lines take half of the time
    private const int BytesPerPixel = 4;

    private readonly nint _surface;
    private readonly nint _context;

    /// <param name="pixels">BGRx, rows without padding; they must not move until this is disposed of.</param>
    /// <param name="size">Size of the picture.</param>
    /// <param name="fontSize">Height of a line of text in pixels.</param>
    public Cairo(byte* pixels, ImageSize size, double fontSize)
    {
        _surface = cairo_image_surface_create_for_data(pixels, FormatRgb24, size.Width, size.Height, size.Width * BytesPerPixel);
        _context = cairo_create(_surface);
        cairo_set_antialias(_context, AntialiasFast);
        cairo_select_font_face(_context, Font, SlantNormal, WeightBold);
        cairo_set_font_size(_context, fontSize);
        cairo_font_extents(_context, out var font);
        Check();
        Ascent = font.Ascent;
        TextHeight = font.Ascent + font.Descent;
    }

    /// <summary>From the base line to the top of the letters.</summary>
    public double Ascent { get; }

    public double TextHeight { get; }

    /// <exception cref="MissingPartException">Cairo is not installed.</exception>
    public static void Require() => NativePart.Require(Library, "libcairo2 fonts-dejavu-core");

    public double TextWidth(string text)
    {
        cairo_text_extents(_context, text, out var extents);
        return extents.AdvanceX;
    }

    public void StrokeRectangle(BoundingBox box, Rgb colour, double opacity, double lineWidth, bool dashed)
    {
        var dash = lineWidth * 4;
        SetColour(colour, opacity);
        cairo_set_line_width(_context, lineWidth);
        cairo_set_dash(_context, &dash, dashed ? 1 : 0, 0);
        cairo_new_path(_context);
        cairo_rectangle(_context, box.Left, box.Top, box.Width, box.Height);
        cairo_stroke(_context);
        cairo_set_dash(_context, &dash, 0, 0);
    }

    public void FillRectangle(BoundingBox box, Rgb colour, double opacity)
    {
        SetColour(colour, opacity);
        cairo_new_path(_context);
        cairo_rectangle(_context, box.Left, box.Top, box.Width, box.Height);
        cairo_fill(_context);
    }

    /// <summary>Makes a line through points the path that is stroked or filled next.</summary>
    public void Path(ReadOnlySpan<Vector2> points, bool closed)
    {
        cairo_new_path(_context);
        foreach (var point in points)
        {
            cairo_line_to(_context, point.X, point.Y); // the first one begins the path
        }

        if (closed)
        {
            cairo_close_path(_context);
        }
    }

    /// <summary>Fills what the path encloses, and keeps it.</summary>
    public void FillPath(Rgb colour, double opacity)
    {
        SetColour(colour, opacity);
        cairo_fill_preserve(_context);
    }

    /// <summary>Draws the path, and keeps it.</summary>
    public void StrokePath(Rgb colour, double opacity, double lineWidth)
    {
        SetColour(colour, opacity);
        cairo_set_line_width(_context, lineWidth);
        cairo_stroke_preserve(_context);
    }

    /// <param name="x">Where the text begins.</param>
    /// <param name="baseLine">The line that the letters stand on.</param>
    /// <param name="text">What to write; characters that the font lacks are shown as boxes.</param>
    /// <param name="colour">Of the letters.</param>
    public void ShowText(double x, double baseLine, string text, Rgb colour)
    {
        cairo_new_path(_context);
        SetColour(colour, 1);
        cairo_move_to(_context, x, baseLine);
        cairo_show_text(_context, text);
    }

    /// <summary>Makes sure that all of it has been drawn.</summary>
    /// <exception cref="InvalidOperationException">Cairo refused something.</exception>
    public void Check()
    {
        cairo_surface_flush(_surface);
        var status = cairo_status(_context);
        if (status != 0)
        {
            throw new InvalidOperationException($"cairo failed with status {status} (cairo_status_t).");
        }
    }

    public void Dispose()
    {
        cairo_destroy(_context);
        cairo_surface_destroy(_surface);
    }

    private void SetColour(Rgb colour, double opacity) => cairo_set_source_rgba(_context, colour.Red / 255.0, colour.Green / 255.0, colour.Blue / 255.0, opacity);

    [LibraryImport(Library)]
    private static partial nint cairo_image_surface_create_for_data(byte* data, int format, int width, int height, int stride);

    [LibraryImport(Library)]
    private static partial nint cairo_create(nint surface);

    [LibraryImport(Library)]
    private static partial void cairo_destroy(nint context);

    [LibraryImport(Library)]
    private static partial void cairo_surface_destroy(nint surface);

    [LibraryImport(Library)]
    private static partial void cairo_surface_flush(nint surface);

    [LibraryImport(Library)]
    private static partial int cairo_status(nint context);

    [LibraryImport(Library)]
    private static partial void cairo_set_source_rgba(nint context, double red, double green, double blue, double alpha);

    [LibraryImport(Library)]
    private static partial void cairo_set_antialias(nint context, int antialias);

    [LibraryImport(Library)]
    private static partial void cairo_set_line_width(nint context, double width);

    [LibraryImport(Library)]
    private static partial void cairo_set_dash(nint context, double* dashes, int count, double offset);

    [LibraryImport(Library)]
    private static partial void cairo_rectangle(nint context, double x, double y, double width, double height);

    [LibraryImport(Library)]
    private static partial void cairo_new_path(nint context);

    [LibraryImport(Library)]
    private static partial void cairo_line_to(nint context, double x, double y);

    [LibraryImport(Library)]
    private static partial void cairo_close_path(nint context);

    [LibraryImport(Library)]
    private static partial void cairo_stroke(nint context);

    [LibraryImport(Library)]
    private static partial void cairo_stroke_preserve(nint context);

    [LibraryImport(Library)]
    private static partial void cairo_fill_preserve(nint context);

    [LibraryImport(Library)]
    private static partial void cairo_fill(nint context);

    [LibraryImport(Library)]
    private static partial void cairo_move_to(nint context, double x, double y);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void cairo_select_font_face(nint context, string family, int slant, int weight);

    [LibraryImport(Library)]
    private static partial void cairo_set_font_size(nint context, double size);

    [LibraryImport(Library)]
    private static partial void cairo_font_extents(nint context, out FontExtents extents);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void cairo_text_extents(nint context, string text, out TextExtents extents);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void cairo_show_text(nint context, string text);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct FontExtents(double Ascent, double Descent, double Height, double MaxAdvanceX, double MaxAdvanceY);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TextExtents(double BearingX, double BearingY, double Width, double Height, double AdvanceX, double AdvanceY);
}
