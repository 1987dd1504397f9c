using System.Numerics;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Finds how a picture lies to the reference picture.</summary>
internal sealed class PictureMatch
{
    private const int LeastPairs = 8;
    private const float LeastSupport = 0.15f; // of the windows of the reference picture
    private const float LeastSpreadAcross = 0.14f; // of the width: standard deviation of the windows that obey; 0.29 is all over the picture
    private const float LeastSpreadDown = 0.08f; // of the height: half of it may be sky
    private const float Convincing = 0.6f; // of the weight of all windows: nothing better can be found
    private const float MostZoom = 1.4f;
    private const float FavourOfRest = 0.5f; // of the weight of the best: a camera stands still more often than the larger part of the picture moves
    private const float LeastNoise = 0.025f; // of the support: a shift of less than 0.08 cells
    private const float Noise = 25; // errors of a pair, that four numbers can explain by chance: chi² is below 50, 33 of which are less likely than 1e-6

    private readonly ImageSize _size;
    private readonly ReferencePicture _reference;
    private readonly CoarseShift _coarse;
    private readonly PointPair[] _pairs;

    public PictureMatch(ImageSize size)
    {
        _size = size;
        _reference = new ReferencePicture(size);
        _coarse = new CoarseShift(new(size.Width >> (LumaPyramid.Levels - 1), size.Height >> (LumaPyramid.Levels - 1)));
        _pairs = new PointPair[_reference.Capacity];
    }

    /// <summary>Makes another picture the reference.</summary>
    public void Keep(LumaPyramid pyramid)
    {
        _reference.Take(pyramid.Planes);
        _coarse.Keep(pyramid.Planes[^1]);
    }

    /// <param name="pyramid">The picture.</param>
    /// <param name="last">What was found for the picture before.</param>
    /// <returns>From cells of this picture to those of the reference, the very same as before when the camera did not move, and the share of the windows of the reference that bear it out; null when that cannot be told.</returns>
    public (Matrix3x2 ToReference, float Support)? Find(LumaPyramid pyramid, Matrix3x2 last)
    {
        if (_reference.Count < LeastPairs || !Matrix3x2.Invert(last, out var guess))
        {
            return null;
        }

        var near = Fit(pyramid, guess, last);
        if (near?.Consensus.Weight >= Convincing * _reference.Weight)
        {
            return (near.Value.ToReference, near.Value.Consensus.Support / _reference.Count);
        }

        // The camera jumped, or a thing hides much: it may be what was found.
        guess.Translation += _coarse.Find(pyramid.Planes[^1], guess) * (1 << (LumaPyramid.Levels - 1));
        var far = Fit(pyramid, guess, last);
        var best = far?.Consensus.Weight > (near?.Consensus.Weight ?? 0) ? far : near;
        return best is { } found ? (found.ToReference, found.Consensus.Support / _reference.Count) : null;
    }

    private (Matrix3x2 ToReference, Consensus Consensus)? Fit(LumaPyramid pyramid, Matrix3x2 guess, Matrix3x2 last)
    {
        var pairs = _pairs.AsSpan(0, _reference.Find(pyramid.Planes, guess, _pairs));
        if (pairs.Length < LeastPairs)
        {
            return null;
        }

        var resting = Consensus.Of(pairs, last);
        var best = SimilarityFit.Search(pairs, _size.Width / 4f);
        var moving = SimilarityFit.Refine(pairs, resting.Weight >= FavourOfRest * Consensus.Of(pairs, best).Weight ? last : best);
        var consensus = Consensus.Of(pairs, moving);
        if (!IsSure(consensus, moving))
        {
            return null;
        }

        var noise = Math.Max(LeastNoise * consensus.Support, Noise * consensus.Error);
        return (resting.Support >= consensus.Support - noise ? last : moving, consensus);
    }

    private bool IsSure(Consensus consensus, Matrix3x2 toReference) =>
        consensus.Support >= Math.Max(LeastPairs / 2f, LeastSupport * _reference.Count)
        && MathF.Sqrt(toReference.GetDeterminant()) is < MostZoom and > 1 / MostZoom
        && consensus.Spread.X >= LeastSpreadAcross * _size.Width && consensus.Spread.Y >= LeastSpreadDown * _size.Height;
}
