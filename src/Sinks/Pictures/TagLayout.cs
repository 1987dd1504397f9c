using Glip.Core;

namespace Glip.Sinks;

/// <summary>Finds places for the tags of boxes: inside of the picture, and not on top of each other while there is room.</summary>
internal sealed class TagLayout(ImageSize picture)
{
    private readonly List<BoundingBox> _taken = [];

    /// <summary>Tries above the box, inside at its top, below, and inside at its bottom, each from its left and right edge.</summary>
    /// <param name="box">The box that the tag belongs to.</param>
    /// <param name="width">Width of the tag; at most that of the picture.</param>
    /// <param name="height">Height of the tag; at most that of the picture.</param>
    /// <returns>The first place that no tag has taken, or the one that covers least.</returns>
    public BoundingBox Place(BoundingBox box, float width, float height)
    {
        var place = Best(box, width, height);
        _taken.Add(place);
        return place;
    }

    /// <summary>The same for a tag that is left out where there is no room.</summary>
    /// <returns>A place that no tag has taken; null when there is none.</returns>
    public BoundingBox? PlaceIfFree(BoundingBox box, float width, float height) => Covered(Best(box, width, height)) > 0 ? null : Place(box, width, height);

    private BoundingBox Best(BoundingBox box, float width, float height)
    {
        float[] tops = [box.Top - height, box.Top, box.Bottom, box.Bottom - height];
        float[] lefts = [box.Left, box.Right - width];
        return tops.SelectMany(_ => lefts, (top, left) => Inside(left, top, width, height)).MinBy(Covered);
    }

    private BoundingBox Inside(float left, float top, float width, float height)
    {
        left = MathF.Round(Math.Clamp(left, 0, Math.Max(0, picture.Width - width)));
        top = MathF.Round(Math.Clamp(top, 0, Math.Max(0, picture.Height - height)));
        return new(left, top, left + width, top + height);
    }

    private float Covered(BoundingBox place)
    {
        var covered = 0f;
        foreach (var other in _taken)
        {
            covered += place.Intersect(other) is { Width: > 0, Height: > 0 } common ? common.Area : 0;
        }

        return covered;
    }
}
