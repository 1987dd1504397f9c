using Glip.Core;

namespace Glip.Conversion;

/// <summary>Finds the storages that a pickle refers to among the entries of the archive.</summary>
/// <param name="directory">The archive.</param>
/// <param name="folder">Prefix of their names, such as <c>checkpoint/data/</c>.</param>
internal sealed class PickleStorages(ZipDirectory directory, string folder)
{
    private readonly Dictionary<string, PickleStorage> _known = new(StringComparer.Ordinal);

    /// <param name="id">The tuple <c>("storage", type, key, device, count)</c>.</param>
    /// <param name="refuse">Makes the error of a problem.</param>
    /// <exception cref="CheckpointException">The tuple is another one, or the storage is not in the archive.</exception>
    public PickleStorage Find(object id, Func<string, CheckpointException> refuse)
    {
        if (id is not object[] parts
            || parts is not ["storage", PickleGlobal { Kind: PickleGlobalKind.Storage } global, string key, string, long numbers])
        {
            throw refuse("a reference to a storage has another form than ('storage', type, key, device, count)");
        }

        if (!directory.Entries.TryGetValue(folder + key, out var entry))
        {
            throw refuse($"storage {Shown.Name(key)} is not in the file");
        }

        if (numbers < 0 || numbers > entry.Length / (global.Type?.Size() ?? 1))
        {
            throw refuse($"storage {Shown.Name(key)} should hold {numbers} numbers of {global.Name}; its entry has {entry.Length} bytes");
        }

        var storage = new PickleStorage(entry, global.Type, numbers);
        if (!_known.TryAdd(key, storage) && _known[key] != storage)
        {
            throw refuse($"storage {Shown.Name(key)} is used with two types or lengths");
        }

        return _known[key];
    }
}
