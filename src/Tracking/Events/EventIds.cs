using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>Makes event ids. The same input gives the same ids.</summary>
/// <remarks>Source: RFC 9562, sections 5.7 (version 7) and 5.8 (version 8).</remarks>
internal static class EventIds
{
    /// <summary>
    /// Files: version 8, from the run and the track. Cameras: version 7, sorted by the time of the track's first frame; the other bits come
    /// from instance, stream, track and that time to the tick.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="trackId">Number of the track.</param>
    /// <param name="startedAt">Time of its first frame.</param>
    /// <param name="eventsBefore">Events of the same track that were ended from outside.</param>
    public static Guid Of(EventStream stream, int trackId, DateTimeOffset startedAt, int eventsBefore = 0)
    {
        object[] round = eventsBefore > 0 ? [eventsBefore] : [];
        return stream.Media is { } file
            ? FromHash(8, null, [file.RunId, trackId, .. round])
            : FromHash(7, startedAt.ToUnixTimeMilliseconds(), [stream.Instance, stream.StreamId, startedAt.UtcTicks, trackId, .. round]);
    }

    private static Guid FromHash(int version, long? unixMilliseconds, object[] parts)
    {
        var text = string.Join('\n', parts.Select(part => Convert.ToString(part, CultureInfo.InvariantCulture)));
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        if (unixMilliseconds is { } time)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(time >> 32));
            BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], (uint)time);
        }

        bytes[6] = (byte)((version << 4) | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new(bytes, bigEndian: true);
    }
}
