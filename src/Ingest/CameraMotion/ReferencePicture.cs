using System.Numerics;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>A picture that later ones are compared with: small windows of it, spread over all of it, each where its place can be told in both directions.</summary>
internal sealed class ReferencePicture
{
    private const int Spacing = 8; // cells: the best window of each square of that side
    private const int Step = 2; // cells between the windows that are tried
    private const int Border = 4; // cells at the edges in which there is no whole window
    private const float LeastStrength = 50; // a step of 5 levels across the window; ten times what noise of 4 levels in a picture 640 pixels wide makes
    private const float MostDifference = 0.5f; // of the contrast of a window that was found again

    private readonly ImageSize _size;
    private readonly PatchTemplate[] _templates; // [patches, levels]
    private readonly PointPair[] _all; // each window with itself
    private readonly PatchTemplate _trial = new();

    /// <param name="size">Size of the largest plane of the pictures.</param>
    public ReferencePicture(ImageSize size)
    {
        _size = size;
        _all = new PointPair[Squares(size.Width) * Squares(size.Height)];
        _templates = [.. Enumerable.Range(0, _all.Length * LumaPyramid.Levels).Select(_ => new PatchTemplate())];
    }

    /// <summary>Most windows that there can be.</summary>
    public int Capacity => _all.Length;

    /// <summary>Windows that there are.</summary>
    public int Count { get; private set; }

    /// <summary>What would speak for a similarity that all windows obey.</summary>
    public float Weight { get; private set; }

    /// <summary>Makes another picture the reference.</summary>
    public void Take(ReadOnlySpan<LumaPlane> planes)
    {
        Count = 0;
        for (var y = Border; y + Spacing <= _size.Height - Border; y += Spacing)
        {
            for (var x = Border; x + Spacing <= _size.Width - Border; x += Spacing)
            {
                if (Best(planes[0], x, y) is { } place)
                {
                    Add(planes, place);
                }
            }
        }

        Weight = Consensus.Of(_all.AsSpan(0, Count), Matrix3x2.Identity).Weight;
    }

    /// <summary>Looks for the windows in another picture.</summary>
    /// <param name="planes">The picture.</param>
    /// <param name="guess">Where a point of the reference is about, in the other picture.</param>
    /// <param name="found">Receives the windows that were found: from the other picture to this one.</param>
    /// <returns>How many were found.</returns>
    public int Find(ReadOnlySpan<LumaPlane> planes, Matrix3x2 guess, Span<PointPair> found)
    {
        var count = 0;
        for (var i = 0; i < Count; i++)
        {
            if (Find(planes, i, Vector2.Transform(_all[i].To, guess)) is { } place)
            {
                found[count++] = new(place, _all[i].To);
            }
        }

        return count;
    }

    private static int Squares(int length) => Math.Max(0, (length - (2 * Border)) / Spacing);

    /// <summary>A place of the largest plane in a smaller one: values stand for squares, and at whole numbers.</summary>
    private static Vector2 At(Vector2 place, int level) => ((place + new Vector2(0.5f)) / (1 << level)) - new Vector2(0.5f);

    private static Vector2 Back(Vector2 place, int level) => ((place + new Vector2(0.5f)) * (1 << level)) - new Vector2(0.5f);

    private Vector2? Best(LumaPlane plane, int left, int top)
    {
        var (best, strength) = ((Vector2?)null, LeastStrength);
        for (var y = top; y < top + Spacing; y += Step)
        {
            for (var x = left; x < left + Spacing; x += Step)
            {
                _trial.Take(plane, new(x, y));
                (best, strength) = _trial.Strength > strength ? (new(x, y), _trial.Strength) : (best, strength);
            }
        }

        return best;
    }

    private void Add(ReadOnlySpan<LumaPlane> planes, Vector2 place)
    {
        _all[Count] = new(place, place);
        for (var level = 0; level < LumaPyramid.Levels; level++)
        {
            _templates[(Count * LumaPyramid.Levels) + level].Take(planes[level], At(place, level));
        }

        Count++;
    }

    /// <summary>From coarse to fine; what cannot be found in a small plane is looked for in the next one where it was thought to be.</summary>
    private Vector2? Find(ReadOnlySpan<LumaPlane> planes, int patch, Vector2 place)
    {
        for (var level = LumaPyramid.Levels - 1; level >= 0; level--)
        {
            var at = At(place, level);
            if (_templates[(patch * LumaPyramid.Levels) + level].Find(planes[level], ref at) <= MostDifference)
            {
                place = Back(at, level);
            }
            else if (level == 0)
            {
                return null;
            }
        }

        return place;
    }
}
