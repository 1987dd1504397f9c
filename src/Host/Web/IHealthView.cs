using Glip.Core;

namespace Glip.Host;

/// <summary>How the service is, as its web server tells it. Asked from several threads at any time.</summary>
internal interface IHealthView
{
    /// <summary>Whether the service does what it was started for, as far as it depends on itself.</summary>
    bool Ready { get; }

    /// <summary>How each stream is doing.</summary>
    IReadOnlyList<StreamStatus> Streams { get; }
}
