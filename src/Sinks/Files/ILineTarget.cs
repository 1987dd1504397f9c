namespace Glip.Sinks;

/// <summary>Where lines go, whole ones only.</summary>
internal interface ILineTarget : IDisposable
{
    /// <summary>Writes a line, or nothing of it.</summary>
    /// <param name="line">The line with its end.</param>
    /// <param name="time">When it is written.</param>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    void Write(ReadOnlySpan<byte> line, DateTimeOffset time);

    /// <summary>Makes what was written survive a loss of power.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    void Flush();
}
