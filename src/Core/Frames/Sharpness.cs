namespace Glip.Core;

/// <summary>Tells how sharp a part of a picture is.</summary>
/// <remarks>
/// Source: J. L. Pech-Pacheco et al., Diatom autofocusing in brightfield microscopy: a comparative study, ICPR 2000 (variance of the
/// Laplacian). Differs: measured on a grid of fixed size and divided by the variance of the picture itself, so that near and far,
/// light and dark objects can be compared.
/// </remarks>
public static class Sharpness
{
    // Points of the grid along the longer side: a blur that is not seen at this size does no harm.
    private const int Grid = 48;

    // Above this share of the variance a picture counts as entirely sharp. People of the demo clip, 100 pixels high, have 0.6 and more;
    // blurred over 3 pixels 0.2 to 0.6, over 5 pixels 0.1 to 0.2.
    private const double Enough = 0.5;

    /// <summary>Sharpness inside a box, in [0, 1]; 0 where there is nothing to see.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="box">In source pixels.</param>
    public static double Of(Frame frame, BoundingBox box)
    {
        var (x, y) = ((double)frame.Size.Width / frame.Header.Width, (double)frame.Size.Height / frame.Header.Height);
        var (left, top) = (Math.Max(0, box.Left * x), Math.Max(0, box.Top * y));
        var (width, height) = (Math.Min(frame.Size.Width, box.Right * x) - left, Math.Min(frame.Size.Height, box.Bottom * y) - top);
        var step = Math.Max(1, Math.Max(width, height) / Grid);
        var (columns, rows) = ((int)(width / step), (int)(height / step));
        return columns < 3 || rows < 3 ? 0 : Measure(Shrink(frame, (left, top), step, columns, rows));
    }

    private static double Measure(double[,] picture)
    {
        List<double> values = [];
        List<double> edges = [];
        for (var row = 1; row < picture.GetLength(0) - 1; row++)
        {
            for (var column = 1; column < picture.GetLength(1) - 1; column++)
            {
                var value = picture[row, column];
                values.Add(value);
                edges.Add((4 * value) - picture[row - 1, column] - picture[row + 1, column] - picture[row, column - 1] - picture[row, column + 1]);
            }
        }

        var variance = Variance(values);
        return variance > 0 ? Math.Min(1, Variance(edges) / variance / Enough) : 0;
    }

    /// <summary>Green, each point the mean of four pixels spread over its cell.</summary>
    private static double[,] Shrink(Frame frame, (double Left, double Top) corner, double step, int columns, int rows)
    {
        var pixels = frame.Pixels.Span;
        var picture = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                for (var part = 0; part < 4; part++)
                {
                    var x = (int)(corner.Left + ((column + 0.25 + (0.5 * (part % 2))) * step));
                    var y = (int)(corner.Top + ((row + 0.25 + (0.5 * (part / 2))) * step));
                    picture[row, column] += pixels[(((Math.Min(y, frame.Size.Height - 1) * frame.Size.Width) + Math.Min(x, frame.Size.Width - 1)) * 3) + 1] / 4.0;
                }
            }
        }

        return picture;
    }

    private static double Variance(List<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / values.Count;
    }
}
