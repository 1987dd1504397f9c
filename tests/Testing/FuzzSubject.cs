using System.Buffers.Binary;

namespace Glip.Testing;

/// <summary>A copy of a valid file that is damaged and mended again, in place: most of a large file need not be written each time.</summary>
internal sealed class FuzzSubject
{
    private const int SmallFile = 64 << 10;

    private readonly byte[] _original;
    private readonly List<Range> _targets = [];
    private readonly int _checksumAt = -1;
    private Range _damaged = ..0;

    private FuzzSubject(string path, byte[] original)
    {
        Path = path;
        _original = original;
        if (original.Length <= SmallFile)
        {
            _targets.Add(..original.Length);
        }

        if (original.AsSpan().StartsWith("PK\x03\x04"u8))
        {
            var directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(original.AsSpan(original.Length - 6));
            var pickle = 30 + BinaryPrimitives.ReadUInt16LittleEndian(original.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(original.AsSpan(28));
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(original.AsSpan(directory + 24));
            _checksumAt = directory + 16;
            _targets.Add(pickle..(pickle + length));
            _targets.Add(directory..original.Length);
        }
    }

    public string Path { get; }

    public long Length => _original.Length;

    /// <summary>The pickle of a zip archive, if it is the first entry, its directory, and small files as a whole are damaged.</summary>
    public static FuzzSubject Copy(string source, string path)
    {
        File.Copy(source, path);
        return new FuzzSubject(path, File.ReadAllBytes(source));
    }

    public void Damage(Random random)
    {
        var target = random.Next(_targets.Count);
        _damaged = _targets[target];
        var bytes = _original[_damaged];
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            FuzzDamage.Apply(random, bytes);
        }

        using var stream = File.OpenWrite(Path);
        stream.Position = _damaged.Start.Value;
        stream.Write(bytes);
        if (_checksumAt >= 0 && _damaged.Start.Value > 0 && _damaged.End.Value < _original.Length)
        {
            // A pickle with a wrong checksum is refused before it is looked at.
            stream.Position = _checksumAt;
            stream.Write(BitConverter.GetBytes(Checksum(bytes)));
        }

        if (_damaged.Start.Value == 0 && random.Next(8) == 0)
        {
            stream.SetLength(random.Next(_original.Length));
        }
    }

    public void Restore()
    {
        using var stream = File.OpenWrite(Path);
        stream.Position = _damaged.Start.Value;
        stream.Write(_original[_damaged]);
        if (_checksumAt >= 0)
        {
            stream.Position = _checksumAt;
            stream.Write(_original.AsSpan(_checksumAt, sizeof(uint)));
        }
    }

    /// <summary>CRC-32 of zip archives, bit by bit.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
