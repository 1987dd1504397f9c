using Glip.Core;

namespace Glip.EndToEnd.Tests;

/// <summary>Takes no report until it is given up.</summary>
internal sealed class StuckSink : ISink
{
    private readonly TaskCompletionSource _stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "stuck";

    /// <summary>Ends when the first report has come.</summary>
    public Task Stuck => _stuck.Task;

    public async ValueTask WriteAsync(FrameReport report, CancellationToken cancellationToken)
    {
        _stuck.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
