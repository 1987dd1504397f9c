namespace Glip.EndToEnd.Tests;

/// <summary>An output that notices when two threads write at once.</summary>
internal sealed class OneAtATime : MemoryStream
{
    private int _writers;

    public bool WasDisturbed { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        WasDisturbed |= Interlocked.Increment(ref _writers) > 1;
        Thread.Yield();
        base.Write(buffer);
        Interlocked.Decrement(ref _writers);
    }
}
