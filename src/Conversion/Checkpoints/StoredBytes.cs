namespace Glip.Conversion;

/// <summary>Where the bytes of a storage lie in the file.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Position">First byte in the file.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Crc">CRC-32 of all of them; null where the format has none.</param>
internal sealed record StoredBytes(string Name, long Position, long Length, uint? Crc);
