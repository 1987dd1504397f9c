namespace Glip.Sinks;

/// <summary>The steps in which an edge of a box is written; see <see cref="WireNumber"/>.</summary>
/// <param name="StepsPerPixel">How many steps a pixel has.</param>
/// <param name="Most">Step of the far edge of the image.</param>
internal readonly record struct WireGrid(double StepsPerPixel, int Most)
{
    /// <summary>Between which pixels a left or upper edge lay that is written as a step; without an end where it was moved into the image.</summary>
    public (double From, double To) Low(int low) =>
        (low == 0 ? double.NegativeInfinity : (low - 0.5) / StepsPerPixel, low == Most - 1 ? double.PositiveInfinity : (low + 0.5) / StepsPerPixel);

    /// <summary>The same for the edge across from it, which is at least a step away.</summary>
    public (double From, double To) High(int low, int high) =>
        (high == low + 1 ? double.NegativeInfinity : (high - 0.5) / StepsPerPixel, high == Most ? double.PositiveInfinity : (high + 0.5) / StepsPerPixel);
}
