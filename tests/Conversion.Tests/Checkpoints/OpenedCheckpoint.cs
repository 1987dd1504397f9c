using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>A checkpoint made for one test, with its file.</summary>
internal sealed class OpenedCheckpoint : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public OpenedCheckpoint(byte[] content)
    {
        var path = _folder.File("weights.pth");
        File.WriteAllBytes(path, content);
        Checkpoint = Conversion.Checkpoint.Open(path);
    }

    public ICheckpoint Checkpoint { get; }

    public void Dispose()
    {
        Checkpoint.Dispose();
        _folder.Dispose();
    }
}
