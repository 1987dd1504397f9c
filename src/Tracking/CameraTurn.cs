using System.Numerics;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>How a camera that moves turned between the frames of a stream.</summary>
internal sealed class CameraTurn
{
    private Matrix3x2? _last;

    /// <summary>Moves on to a frame.</summary>
    /// <param name="view">Its <see cref="FrameHeader.View"/>.</param>
    /// <returns>What maps pixels of the frame before to this one, as row vectors; null when that is not known.</returns>
    public Matrix3x2? Advance(Matrix3x2? view)
    {
        var before = _last;
        _last = view;
        return before is { } from && view is { } to && Matrix3x2.Invert(to, out var back) ? Sound(from * back) : null;
    }

    private static Matrix3x2? Sound(Matrix3x2 turn)
    {
        var size = Math.Abs(turn.GetDeterminant());
        return size > 0 && float.IsFinite(size + turn.M31 + turn.M32) ? turn : null;
    }
}
