using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Makes pictures fit for brokers that take small packets only.</summary>
internal static class SmallerPicture
{
    private const int MostHalvings = 2;
    private const int RoomForTheRest = 1024; // topic and properties

    /// <summary>The same message, with the picture in half or a quarter of its width and height where it is too large.</summary>
    /// <param name="message">A JPEG.</param>
    /// <param name="maximumPacketBytes">What the broker takes; null for everything.</param>
    public static MqttMessage Fitting(MqttMessage message, long? maximumPacketBytes)
    {
        for (var i = 0; i < MostHalvings && message.Payload.Length + RoomForTheRest > maximumPacketBytes; i++)
        {
            message = message with { Payload = Halve(message.Payload.Span) };
        }

        return message;
    }

    private static byte[] Halve(ReadOnlySpan<byte> jpeg)
    {
        var codec = new TurboJpeg();
        var (size, pixels) = codec.Decode(jpeg);
        var half = new ImageSize(Math.Max(1, size.Width / 2), Math.Max(1, size.Height / 2));
        var smaller = new byte[half.RgbBytes];
        for (var (y, to) = (0, 0); y < half.Height; y++)
        {
            for (var x = 0; x < half.Width * 3; x++, to++)
            {
                smaller[to] = Mean(pixels, size, (2 * (x / 3) * 3) + (x % 3), 2 * y);
            }
        }

        return codec.Encode(half, smaller);
    }

    /// <summary>Mean of a value and its neighbours to the right and below.</summary>
    private static byte Mean(byte[] pixels, ImageSize size, int column, int row)
    {
        var (right, below) = (column + 3 < size.Width * 3 ? 3 : 0, row + 1 < size.Height ? size.Width * 3 : 0);
        var at = (row * size.Width * 3) + column;
        return (byte)((pixels[at] + pixels[at + right] + pixels[at + below] + pixels[at + right + below] + 2) / 4);
    }
}
