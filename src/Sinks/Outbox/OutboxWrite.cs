using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Messages that belong together and wait for their numbers.</summary>
internal sealed class OutboxWrite(ImmutableArray<PhraseEvent> events)
{
    private readonly TaskCompletionSource<ImmutableArray<PhraseEvent>> _numbered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ImmutableArray<PhraseEvent> Events { get; } = events;

    /// <summary>For each message, whether there was no room for it: then it gets a number and nothing else.</summary>
    public bool[] Discarded { get; } = new bool[events.Length];

    /// <summary>The messages with their numbers, when these are safe.</summary>
    public Task<ImmutableArray<PhraseEvent>> Numbered => _numbered.Task;

    public void Complete(ImmutableArray<PhraseEvent> numbered) => _numbered.SetResult(numbered);

    public void Fail(Exception cause) => _numbered.TrySetException(cause);
}
