namespace Glip.Conversion.Reference;

/// <summary>Mean and variance of values that come one after the other.</summary>
/// <remarks>Source: Welford, Note on a Method for Calculating Corrected Sums of Squares and Products, Technometrics 4 (1962).</remarks>
internal struct Moments
{
    private int _count;
    private double _squares;

    public double Mean { get; private set; }

    /// <summary>Mean of the squared distances from the mean (not n - 1).</summary>
    public readonly double Variance => _squares / _count;

    public void Add(double value)
    {
        _count++;
        var distance = value - Mean;
        Mean += distance / _count;
        _squares += distance * (value - Mean);
    }
}
