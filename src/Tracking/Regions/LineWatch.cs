using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// Whether one object crosses one line. Its path is that of its anchor points in detected frames, straight between them. It has crossed
/// when the path cut the line, between its ends, and the object was on the new side in two detected frames in a row. A point on the line
/// is on neither side. Passing beside the ends changes the side without being told.
/// </summary>
internal sealed class LineWatch(DirectedLine line)
{
    private const int FramesOnNewSide = 2;

    // Heights of the box. Whoever has crossed and stands on the line wavers about it by a few hundredths of his height.
    private const double WayBack = 0.1;

    // Of the length of the line: whoever walks along the edge of the image passes the very end of a line that ends there.
    private const double Rounding = 1e-9;

    private ImagePoint _last;
    private int _side; // the side it belongs to: -1 left, 1 right, 0 not known yet
    private int _lastSide; // of the path
    private bool _cut; // whether the path cut the line when it changed its side last
    private bool _crossed;
    private int _run; // frames in a row on the other side

    public DirectedLine Line => line;

    /// <summary>Takes in a frame in which the object was detected.</summary>
    /// <param name="anchor">Where it is.</param>
    /// <param name="height">Height of its box, in pixels.</param>
    /// <param name="image">Size of the image.</param>
    /// <returns>The crossing, if this frame confirms one.</returns>
    public RegionEvent? Observe(ImagePoint anchor, double height, ImageSize image)
    {
        var distance = Distance(anchor, image);
        var side = Math.Sign(distance);
        if (side != 0)
        {
            Follow(anchor, side, image);
        }

        _last = anchor;
        if (side == _side)
        {
            _run = 0;
        }

        var counts = side == -_side && !(_crossed && Math.Abs(distance) < WayBack * height);
        return counts && ++_run >= FramesOnNewSide ? Change(side) : null;
    }

    private void Follow(ImagePoint anchor, int side, ImageSize image)
    {
        _side = _side == 0 ? side : _side;
        _cut = side == _lastSide ? _cut : _lastSide != 0 && Cuts(_last, anchor, image);
        _lastSide = side;
    }

    private RegionEvent? Change(int side)
    {
        _side = side;
        _run = 0;
        if (!_cut)
        {
            return null;
        }

        _crossed = true;
        var direction = side > 0 ? LineDirection.LeftToRight : LineDirection.RightToLeft;
        return new(EventType.LineCross, line.Name) { Direction = direction, Label = side > 0 ? line.LeftToRight : line.RightToLeft };
    }

    /// <summary>Pixels from the line, prolonged on both ends; above 0 on its right as seen in the picture, where y goes down.</summary>
    private double Distance(ImagePoint point, ImageSize image)
    {
        var (x, y) = Along(image);
        return ((x * (point.Y - line.From.Y) * image.Height) - (y * (point.X - line.From.X) * image.Width)) / Math.Sqrt((x * x) + (y * y));
    }

    /// <summary>Whether the way from one point to another on different sides, or from a point on the line, meets the line between its ends.</summary>
    private bool Cuts(ImagePoint from, ImagePoint to, ImageSize image)
    {
        var (before, after) = (Distance(from, image), Distance(to, image));
        var share = before / (before - after);
        var (x, y) = Along(image);
        var (meetX, meetY) = (from.X + (share * (to.X - from.X)) - line.From.X, from.Y + (share * (to.Y - from.Y)) - line.From.Y);
        var place = ((meetX * image.Width * x) + (meetY * image.Height * y)) / ((x * x) + (y * y));
        return place is >= -Rounding and <= 1 + Rounding;
    }

    private (double X, double Y) Along(ImageSize image) => ((line.To.X - line.From.X) * image.Width, (line.To.Y - line.From.Y) * image.Height);
}
