namespace Glip.Host;

/// <summary>What the values of a metric mean.</summary>
internal enum MetricKind
{
    /// <summary>Only grows, except that it begins at 0 with the program.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>How often values fell between fixed bounds.</summary>
    Histogram,
}
