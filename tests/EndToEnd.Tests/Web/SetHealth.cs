using Glip.Core;
using Glip.Host;

namespace Glip.EndToEnd.Tests;

/// <summary>A service whose health the test decides.</summary>
internal sealed class SetHealth : IHealthView
{
    public bool Ready { get; set; } = true;

    public IReadOnlyList<StreamStatus> Streams { get; set; } = [];
}
