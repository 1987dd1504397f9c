using System.Globalization;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Reads pictures of every format that ffmpeg knows.</summary>
public sealed class PictureReader(IFfmpeg ffmpeg)
{
    private static readonly string s_expected = $"a picture such as JPEG, PNG, WebP or GIF of at most {LocalFile.MostPixels / 1_000_000} megapixels";

    /// <summary>Reads a picture at its full size, turned as its EXIF orientation says; of an animation, the first frame.</summary>
    /// <exception cref="ConfigurationException">There is no such file, or it is a folder.</exception>
    /// <exception cref="UnavailableException">The file cannot be read, is no picture, or a picture too large.</exception>
    /// <exception cref="MissingPartException">ffmpeg is not installed.</exception>
    public async Task<RgbImage> ReadAsync(string path, CancellationToken cancellationToken)
    {
        LocalFile.Check(path, s_expected);
        await using var file = Open(path);
        var url = NamelessUrl(file);
        await using var run = ffmpeg.Start(FfmpegProgram.Ffmpeg, Arguments(url));
        if (await PortablePixmap.ReadAsync(run.Output, cancellationToken) is { } image)
        {
            return image;
        }

        await run.WaitAsync(cancellationToken);
        throw new UnavailableException($"'{path}' cannot be read as a picture ({FfmpegMessage.Summary(run.LastErrors, url)}); expected {s_expected}");
    }

    private static IReadOnlyList<string> Arguments(string url) =>
    [
        .. FfmpegMessage.Levels("warning"), "-nostdin", "-nostats",
        "-threads", "1", "-max_pixels", LocalFile.MostPixels.ToString(CultureInfo.InvariantCulture), "-i", url,
        "-map", "0:v:0", "-frames:v", "1", "-vf", PictureFilters.ToRgb, "-f", "image2pipe", "-c:v", "ppm", "pipe:1",
    ];

    /// <summary>
    /// Our own handle as a file. By its name, a picture could be a pattern of numbered pictures (<c>%03d.png</c>), or of another format than its content.
    /// </summary>
    private static string NamelessUrl(FileStream file) =>
        LocalFile.Url(string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{file.SafeFileHandle.DangerousGetHandle()}"));

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnavailableException($"'{path}' cannot be opened ({e.Message}); expected {s_expected}", e);
        }
    }
}
