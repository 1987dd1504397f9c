using Glip.Core;

namespace Glip.Ingest;

/// <summary>Areas of the picture of a stream that nobody looks at: they are black for the motion gate, for the model and in snapshots.</summary>
public sealed class AreaMask
{
    private const int BytesPerPixel = 3;

    private readonly IReadOnlyList<(double X, double Y)>[] _polygons;
    private Spans _spans = new(default, []);

    /// <param name="polygons">
    /// Corners in order, at least 3 a polygon, as shares of the width from the left and of the height from the top, each in [0, 1]. The last one is joined
    /// to the first. Where a polygon crosses itself, what lies inside twice is outside (even-odd rule).
    /// </param>
    /// <exception cref="ConfigurationException">A polygon is not like that; all that is wrong, one line each.</exception>
    public AreaMask(IEnumerable<IReadOnlyList<(double X, double Y)>> polygons)
    {
        _polygons = [.. polygons];
        var problems = _polygons.SelectMany(Problems).ToList();
        if (problems.Count > 0)
        {
            throw new ConfigurationException(problems);
        }
    }

    /// <summary>Paints the areas black: all pixels whose centre lies inside.</summary>
    public void Apply(Frame frame)
    {
        var spans = _spans;
        if (spans.Size != frame.Size)
        {
            _spans = spans = new(frame.Size, [.. _polygons.SelectMany(polygon => SpansOf(polygon, frame.Size))]);
        }

        var pixels = frame.Pixels.Span;
        foreach (var (start, length) in spans.Pixels)
        {
            pixels.Slice(start * BytesPerPixel, length * BytesPerPixel).Clear();
        }
    }

    private static IEnumerable<string> Problems(IReadOnlyList<(double X, double Y)> polygon, int index)
    {
        if (polygon.Count < 3)
        {
            yield return $"mask {index + 1} has {polygon.Count} points; expected at least 3";
        }

        foreach (var (x, y) in polygon.Where(point => !IsShare(point.X) || !IsShare(point.Y)))
        {
            yield return FormattableString.Invariant($"mask {index + 1} has the point {x}, {y}; expected numbers from 0 to 1");
        }
    }

    private static bool IsShare(double value) => value is >= 0 and <= 1;

    /// <summary>Runs of pixels inside of a polygon, row by row: between every odd and even crossing of its sides with the line through the centres.</summary>
    private static IEnumerable<(int Start, int Length)> SpansOf(IReadOnlyList<(double X, double Y)> polygon, ImageSize size)
    {
        for (var row = 0; row < size.Height; row++)
        {
            foreach (var pair in Crossings(polygon, (row + 0.5) / size.Height).Order().Chunk(2))
            {
                var (from, to) = (FirstFrom(pair[0]), FirstFrom(pair[1]));
                if (to > from)
                {
                    yield return ((row * size.Width) + from, to - from);
                }
            }
        }

        // The first pixel whose centre is not to the left of x.
        int FirstFrom(double x) => (int)Math.Ceiling((x * size.Width) - 0.5);
    }

    private static IEnumerable<double> Crossings(IReadOnlyList<(double X, double Y)> polygon, double y)
    {
        var last = polygon[^1];
        foreach (var point in polygon)
        {
            if (point.Y <= y != last.Y <= y)
            {
                yield return point.X + ((y - point.Y) / (last.Y - point.Y) * (last.X - point.X));
            }

            last = point;
        }
    }

    private sealed record Spans(ImageSize Size, (int Start, int Length)[] Pixels);
}
