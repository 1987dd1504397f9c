using Glip.Core;
using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>How a file that cannot be used must be refused.</summary>
internal static class Refusal
{
    private const long MaxAllocated = 16 << 20;

    /// <summary>Opens a file and reads all its weights; the error must be one line that begins with the path, and cost little memory.</summary>
    /// <returns>The message without the path.</returns>
    public static string Of(byte[] content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("weights.pth");
        File.WriteAllBytes(path, content);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<CheckpointException>(() => ReadAll(path));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, character => char.IsControl(character) || character is '\u2028' or '\u2029');
        Assert.True(allocated < MaxAllocated + (4 * content.Length), $"{allocated} bytes were allocated for: {error.Message}");
        return error.Message[(path.Length + 2)..];
    }

    private static void ReadAll(string path)
    {
        using var checkpoint = Checkpoint.Open(path);
        foreach (var tensor in checkpoint.Tensors.Values.Where(tensor => tensor.Type.IsReal()))
        {
            checkpoint.Read(tensor.Name);
        }
    }
}
