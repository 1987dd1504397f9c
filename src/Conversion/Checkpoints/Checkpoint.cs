using Glip.Core;

namespace Glip.Conversion;

/// <summary>Opens files of weights.</summary>
public static class Checkpoint
{
    private const int HeadLength = 512;

    /// <summary>Opens a file that <c>torch.save</c> wrote (PyTorch 1.6 or later), or a safetensors file; its first bytes tell which.</summary>
    /// <remarks>Reads the directory of the file and no values. Nothing that the file says is executed.</remarks>
    /// <exception cref="CheckpointException">The file cannot be read, is of another kind, is damaged, or asks for what is not allowed.</exception>
    public static ICheckpoint Open(string path)
    {
        var file = CheckpointFile.Open(path);
        try
        {
            return Recognise(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static TensorFile Recognise(CheckpointFile file)
    {
        var head = file.ReadArray(0, (int)Math.Min(HeadLength, file.Length));
        return FileSignature.Of(head, file.Length) switch
        {
            FileKind.Zip => TorchContainer.Open(file),
            FileKind.Safetensors => SafetensorsContainer.Open(file),
            FileKind.LegacyTorch => throw file.Refuse(
                "was saved by torch.save in the format from before PyTorch 1.6, which is not read; resave it with a newer PyTorch: "
                + "torch.save(torch.load(old, map_location=\"cpu\"), new)"),
            _ => throw file.Refuse($"looks like {FileSignature.Describe(head)}; expected a file of torch.save (PyTorch 1.6 or later) or safetensors"),
        };
    }
}
