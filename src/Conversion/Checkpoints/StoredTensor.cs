namespace Glip.Conversion;

/// <summary>A tensor as the file has it.</summary>
/// <param name="Name">As the file has it.</param>
/// <param name="View">Which numbers of its storage.</param>
/// <param name="Locate">Finds the storage in the file.</param>
internal sealed record StoredTensor(string Name, TensorView View, Func<StoredBytes> Locate);
