using System.Globalization;
using System.Text;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Reads the uncompressed pictures that ffmpeg writes with <c>-c:v ppm</c>.</summary>
/// <remarks>Source: Netpbm, "PPM Format Specification", raw format with a largest value of 255.</remarks>
internal static class PortablePixmap
{
    private const int LongestLine = 32;

    /// <summary>Reads one picture; null when the stream ends before it does.</summary>
    /// <exception cref="InvalidDataException">It is no such picture.</exception>
    public static async Task<RgbImage?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var magic = await ReadLineAsync(stream, cancellationToken);
        if (magic.Length == 0)
        {
            return null;
        }

        var size = (await ReadLineAsync(stream, cancellationToken)).Split(' ');
        if (magic != "P6" || size.Length != 2 || await ReadLineAsync(stream, cancellationToken) != "255")
        {
            throw new InvalidDataException($"PPM header begins with '{magic}'; expected P6, width and height, and 255, on a line each.");
        }

        var image = new ImageSize(int.Parse(size[0], CultureInfo.InvariantCulture), int.Parse(size[1], CultureInfo.InvariantCulture));
        var pixels = new byte[image.RgbBytes];
        var bytes = await stream.ReadAtLeastAsync(pixels, pixels.Length, throwOnEndOfStream: false, cancellationToken);
        return bytes == pixels.Length ? new RgbImage(image, pixels) : null;
    }

    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var character = new byte[1];
        while (line.Length < LongestLine && await stream.ReadAsync(character, cancellationToken) == 1 && character[0] != '\n')
        {
            line.Append((char)character[0]);
        }

        return line.ToString();
    }
}
