namespace Glip.Conversion;

/// <summary>An entry of a zip archive, as its directory has it.</summary>
/// <param name="Name">Checked: a relative path without steps upwards.</param>
/// <param name="Header">Position of the local header in the file.</param>
/// <param name="Length">Bytes, stored as they are.</param>
/// <param name="Crc">CRC-32 of them.</param>
/// <param name="Flags">General purpose flags.</param>
internal sealed record ZipEntry(string Name, long Header, long Length, uint Crc, ushort Flags)
{
    /// <summary>Where the next entry or the directory begins: the bytes end before.</summary>
    public long Limit { get; init; }
}
