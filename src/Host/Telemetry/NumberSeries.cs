namespace Glip.Host;

/// <summary>One number.</summary>
/// <param name="labels">Its labels.</param>
/// <param name="adds">Whether measurements are added up; otherwise the last one counts.</param>
internal sealed class NumberSeries(MetricLabels labels, bool adds) : MetricSeries(labels)
{
    private double _value;

    public double Value => Volatile.Read(ref _value);

    public override void Record(double value)
    {
        if (adds)
        {
            Add(ref _value, value);
        }
        else
        {
            Volatile.Write(ref _value, value);
        }
    }
}
