namespace Glip.Core;

/// <summary>A prompt that a detector has checked and encoded. Only the detector that made it understands it.</summary>
public abstract class PreparedPrompt(Prompt prompt)
{
    public Prompt Prompt { get; } = prompt;
}
