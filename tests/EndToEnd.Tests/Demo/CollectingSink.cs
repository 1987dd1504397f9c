using System.Collections.Immutable;
using Glip.Core;

namespace Glip.EndToEnd.Tests;

/// <summary>Keeps everything that a stream brings.</summary>
internal sealed class CollectingSink : ISink
{
    private readonly ImmutableArray<FrameReport>.Builder _reports = ImmutableArray.CreateBuilder<FrameReport>();

    public string Name => "collecting";

    public ImmutableArray<FrameReport> Reports => _reports.ToImmutable();

    public ValueTask WriteAsync(FrameReport report, CancellationToken cancellationToken)
    {
        _reports.Add(report);
        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
