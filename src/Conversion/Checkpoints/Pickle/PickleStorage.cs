namespace Glip.Conversion;

/// <summary>A storage that a pickle refers to.</summary>
/// <param name="Entry">The entry of the archive with its bytes.</param>
/// <param name="Type">How the numbers are stored; null for plain bytes.</param>
/// <param name="Numbers">How many; bytes if the type is null.</param>
internal sealed record PickleStorage(ZipEntry Entry, StoredType? Type, long Numbers);
