namespace Glip.Conversion;

/// <summary>Signatures and lengths of the records of zip archives.</summary>
/// <remarks>Source: PKWARE APPNOTE 6.3.10, section 4.3.</remarks>
internal static class ZipFormat
{
    public const uint LocalHeader = 0x04034b50;
    public const uint Descriptor = 0x08074b50;
    public const uint DirectoryHeader = 0x02014b50;
    public const uint End = 0x06054b50;
    public const uint End64 = 0x06064b50;
    public const uint Locator64 = 0x07064b50;

    public const int LocalHeaderLength = 30;
    public const int DirectoryHeaderLength = 46;
    public const int EndLength = 22;
    public const int End64Length = 56;
    public const int Locator64Length = 20;

    public const ushort Stored = 0;
    public const ushort Zip64Extra = 1;

    /// <summary>Sizes and checksum follow the bytes; those in the local header are 0.</summary>
    public const ushort HasDescriptor = 1 << 3;

    /// <summary>Names are UTF-8.</summary>
    public const ushort Utf8 = 1 << 11;

    /// <summary>Stands for a number that is in the zip64 record.</summary>
    public const uint In64 = uint.MaxValue;

    /// <summary>Stands for a short number that is in the zip64 record.</summary>
    public const ushort ShortIn64 = ushort.MaxValue;
}
