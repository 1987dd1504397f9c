namespace Glip.Core;

/// <summary>A prompt that a detector has checked and encoded. Only the detector that made it understands it.</summary>
public abstract class PreparedPrompt(Prompt prompt) : IDisposable
{
    public Prompt Prompt { get; } = prompt;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
