using System.Buffers.Binary;

namespace Glip.Ingest;

/// <summary>
/// Reads fragmented MP4 with a packet in each fragment, for the camera's clock, which is in 'prft' boxes. The pictures are not looked at.
/// </summary>
/// <param name="hasSenderTimes">Whether packets have times of the sender; before that, ffmpeg writes its own into the boxes.</param>
/// <param name="codec">Names the codec, once packets come.</param>
/// <remarks>Source: ISO/IEC 14496-12, sections 4.2 (boxes), 8.4.2 (mdhd), 8.16.5 (prft).</remarks>
internal sealed class FragmentReader(Func<bool> hasSenderTimes, Func<string> codec)
{
    /// <summary>Presentation times are moved by so many ticks, so that decoding times, which must rise, can stay below them whatever the camera does.</summary>
    public const long Shift = 1_800_000_000;

    private const long LongestTicks = uint.MaxValue * 100L;
    private const int HeaderBytes = 8;
    private static readonly DateTimeOffset s_ntpEpoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SenderClock _clock = new();
    private readonly byte[] _bytes = new byte[1 << 14];
    private DateTimeOffset? _previous;
    private uint _ticksPerSecond;
    private long _cameraZero;

    /// <summary>When the stream was at 0 by the camera's clock; null when unknown.</summary>
    public DateTimeOffset? CameraZero => Interlocked.Read(ref _cameraZero) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="EndOfStreamException">Always, at the latest.</exception>
    /// <exception cref="OverflowException">These are no boxes.</exception>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            await stream.ReadExactlyAsync(_bytes.AsMemory(0, HeaderBytes), cancellationToken);
            var length = checked((int)BinaryPrimitives.ReadUInt32BigEndian(_bytes) - HeaderBytes);
            var type = BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(4));
            var start = Math.Min(length, _bytes.Length);
            await stream.ReadExactlyAsync(_bytes.AsMemory(0, start), cancellationToken);
            Take(type, _bytes.AsSpan(0, start));
            await SkipAsync(stream, length - start, cancellationToken);
        }
    }

    private static uint Type(ReadOnlySpan<byte> name) => BinaryPrimitives.ReadUInt32BigEndian(name);

    private void Take(uint type, ReadOnlySpan<byte> start)
    {
        if (type == Type("moov"u8) && start.IndexOf("mdhd"u8) is > 0 and var header)
        {
            _ticksPerSecond = BinaryPrimitives.ReadUInt32BigEndian(start[(header + 16)..]);
        }
        else if (type == Type("prft"u8) && _ticksPerSecond > 0)
        {
            TakeTime(TimeOfDay(BinaryPrimitives.ReadUInt64BigEndian(start[8..])), BinaryPrimitives.ReadInt64BigEndian(start[16..]));
        }
    }

    private static DateTimeOffset TimeOfDay(ulong ntp) => s_ntpEpoch + TimeSpan.FromSeconds(ntp >> 32) + TimeSpan.FromSeconds((uint)ntp / 4294967296.0);

    /// <summary>
    /// Where ffmpeg puts packets together to pictures, each picture gets the time of day of the packet that showed its end, which is the first of the next one.
    /// </summary>
    private void TakeTime(DateTimeOffset timeOfDay, long mediaTime)
    {
        DateTimeOffset? ofCamera = hasSenderTimes() ? timeOfDay : null;
        var own = codec() == "mjpeg" ? ofCamera : _previous;
        _previous = ofCamera;
        if (own is { } known && Math.Abs(mediaTime - Shift) < LongestTicks)
        {
            _clock.Take(known, TimeSpan.FromSeconds((mediaTime - Shift) / (double)_ticksPerSecond));
            Interlocked.Exchange(ref _cameraZero, _clock.Zero?.UtcTicks ?? 0);
        }
        else
        {
            _clock.Skip();
        }
    }

    private async ValueTask SkipAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            var part = Math.Min(length, _bytes.Length);
            await stream.ReadExactlyAsync(_bytes.AsMemory(0, part), cancellationToken);
            length -= part;
        }
    }
}
