using System.Globalization;
using System.Text;
using Glip.Core;

namespace Glip.Conversion;

/// <summary>The zip archive of <c>torch.save</c>: one pickle, and one entry for each storage.</summary>
/// <remarks>Source: PyTorch, torch/serialization.py and caffe2/serialize/inline_container.cc.</remarks>
internal static class TorchContainer
{
    private const int MaxPickle = 64 << 20;
    private const int MaxNote = 64;
    private const int NewestVersion = 10;
    private const string PickleName = "data.pkl";

    /// <exception cref="Core.CheckpointException">The archive is damaged, of another layout, or asks for what is not allowed.</exception>
    public static TensorFile Open(CheckpointFile file)
    {
        var directory = ZipDirectory.Read(file);
        var stem = FindStem(file, directory);
        CheckNotes(file, directory, stem);
        var pickle = directory.Entries[stem + PickleName];
        var bytes = new PickleBytes(file, pickle.Name, directory.ReadWhole(pickle, MaxPickle));
        var root = Unpickler.Read(bytes, new PickleStorages(directory, $"{stem}data/"));
        return new TensorFile(file, [.. WeightDictionary.Find(file, root).Select(item => new StoredTensor(item.Key, item.Value.View, () => directory.Locate(item.Value.Entry)))]);
    }

    /// <summary>The folder in which everything lies, with its slash.</summary>
    private static string FindStem(CheckpointFile file, ZipDirectory directory)
    {
        var pickles = directory.Entries.Keys.Where(name => name.Split('/') is [_, PickleName]).ToList();
        return pickles switch
        {
            [var pickle] => pickle[..^PickleName.Length],
            [] => throw file.Refuse($"is a zip archive without <name>/{PickleName} (it begins with {Shown.Name(directory.Entries.Keys.First())}); expected a file of torch.save"),
            _ => throw file.Refuse($"has {pickles.Count} pickles ({Shown.Name(pickles[0])}, {Shown.Name(pickles[1])}); expected one"),
        };
    }

    private static void CheckNotes(CheckpointFile file, ZipDirectory directory, string stem)
    {
        if (directory.Entries.ContainsKey($"{stem}constants.pkl"))
        {
            throw file.Refuse("is a TorchScript program; expected the weights that torch.save writes");
        }

        if (ReadNote(directory, $"{stem}byteorder") is { } order && order != "little")
        {
            throw file.Refuse($"has the byte order {Shown.Name(order)}; expected 'little'");
        }

        var version = ReadNote(directory, $"{stem}version") ?? ReadNote(directory, $"{stem}.data/version");
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > NewestVersion)
        {
            throw file.Refuse($"has the format version {Shown.Name(version ?? string.Empty)}; expected 1 to {NewestVersion}");
        }
    }

    private static string? ReadNote(ZipDirectory directory, string name) =>
        directory.Entries.TryGetValue(name, out var entry) ? Encoding.ASCII.GetString(directory.ReadWhole(entry, MaxNote)).TrimEnd('\n') : null;
}
