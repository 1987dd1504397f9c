namespace Glip.Core;

/// <summary>Arrays that are kept from frame to frame and only ever grow.</summary>
public static class Buffers
{
    /// <summary>Makes a buffer hold at least a number of items; what is in it stays.</summary>
    public static void Hold<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            Array.Resize(ref buffer, Math.Max(length, 2 * buffer.Length));
        }
    }
}
