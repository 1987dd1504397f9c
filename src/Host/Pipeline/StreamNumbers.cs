using Glip.Core;

namespace Glip.Host;

/// <summary>Numbers of a stream that are given out once, also when the stream is changed and begins anew.</summary>
internal sealed class StreamNumbers
{
    private Prompt? _accepted;

    /// <summary>Number of the last message.</summary>
    public long LastSeq { get; set; }

    /// <summary>Highest track id.</summary>
    public int LastTrackId { get; set; }

    /// <summary>Number of the present prompt, from 1.</summary>
    public int PromptVersion => _accepted?.Version ?? 1;

    /// <summary>A prompt under the number that it would have: the present one for the same phrases, the next one for others.</summary>
    public Prompt Numbered(Prompt prompt) => prompt.WithVersion(_accepted?.Seeks(prompt) ?? true ? PromptVersion : PromptVersion + 1);

    /// <summary>A prompt that was numbered becomes the present one.</summary>
    public void Accept(Prompt numbered) => _accepted = numbered;
}
