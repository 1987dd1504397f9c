using Glip.Core;
using Glip.Ingest;

namespace Glip.Host;

/// <summary>A stream that is ready to run: its file is open, its prompt encoded, its sinks can be written.</summary>
/// <param name="Settings">As configured.</param>
/// <param name="Source">The open file.</param>
/// <param name="Prompt">What is sought.</param>
/// <param name="Identity">What its events have in common.</param>
internal sealed record OpenStream(StreamConfiguration Settings, FileSource Source, PreparedPrompt Prompt, EventStream Identity) : IAsyncDisposable
{
    /// <summary>Where its reports go.</summary>
    public IReadOnlyList<SinkQueue> Sinks { get; init; } = [];

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync().ConfigureAwait(false);
        foreach (var sink in Sinks)
        {
            await sink.DisposeAsync().ConfigureAwait(false);
        }
    }
}
