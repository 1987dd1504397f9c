using System.Globalization;

namespace Glip.Ingest;

/// <summary>
/// Reads ffmpeg's list of packets, a line each: <c>0, dts, pts, duration, size, checksum, F=flags, S=count, size of each piece of side data</c>.
/// </summary>
/// <remarks>Source: FFmpeg, libavformat/framecrcenc.c.</remarks>
internal sealed class PacketList
{
    private const int SizeColumn = 4;
    private const string SideData = " S=";

    /// <summary>Size of AVProducerReferenceTime, libavcodec/defs.h.</summary>
    private const string ProducerTimeBytes = "16";

    private long _bytes;
    private volatile bool _hasSenderTimes;

    /// <summary>Bytes of packets that arrived.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether packets have times of capture by the sender, which they have from its first report on.</summary>
    public bool HasSenderTimes => _hasSenderTimes;

    /// <summary>Reads to the end.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            Take(line);
        }
    }

    internal void Take(string line)
    {
        if (line.StartsWith('#'))
        {
            return;
        }

        var columns = line.Split(',', StringSplitOptions.TrimEntries);
        if (columns.Length > SizeColumn && int.TryParse(columns[SizeColumn], CultureInfo.InvariantCulture, out var size))
        {
            Interlocked.Add(ref _bytes, size);
        }

        _hasSenderTimes |= line.IndexOf(SideData, StringComparison.Ordinal) is > 0 and var start
            && line[start..].Split(',', StringSplitOptions.TrimEntries).Contains(ProducerTimeBytes, StringComparer.Ordinal);
    }
}
