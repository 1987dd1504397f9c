using System.Collections.Immutable;
using System.Globalization;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Writes pictures with the detections drawn into them to a folder, as JPEG.</summary>
internal sealed class DrawnPictures
{
    private readonly AnnotatedJpeg _drawer = new(new CairoCanvas(), new TurboJpeg());
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _folder;

    /// <exception cref="ConfigurationException">The folder cannot be written.</exception>
    public DrawnPictures(string folder)
    {
        _folder = folder;
        Refuse(() => Directory.CreateDirectory(folder));
    }

    /// <param name="path">The picture; the drawn one has its name, with a number where another one had it before.</param>
    /// <param name="picture">At its own size.</param>
    /// <param name="detections">Boxes in pixels of the picture.</param>
    public void Write(string path, RgbImage picture, ImmutableArray<Detection> detections)
    {
        var boxes = detections.Reverse().Select((d, i) => new LabelledBox(
            d.Box, string.Create(CultureInfo.InvariantCulture, $"{d.Phrase} {d.Score:0.00}"), TrackColours.Of(i + 1))).ToList();
        var jpeg = _drawer.Encode(picture.Size, picture.Pixels, boxes);
        Refuse(() => File.WriteAllBytes(Path.Combine(_folder, NameFor(path)), jpeg));
    }

    private string NameFor(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var free = Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{i}")).First(_names.Add);
        return $"{free}.jpg";
    }

    private void Refuse(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"--draw: '{_folder}' cannot be written ({e.Message.TrimEnd('.')}); expected a folder for pictures", e);
        }
    }
}
