using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Glip.Core;

namespace Glip.Host;

/// <summary>Tells what was found in pictures, for people or for programs.</summary>
internal sealed class DetectionWriter(bool json, DrawnPictures? drawn)
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(string path, (RgbImage Picture, ImmutableArray<Detection> Detections) result)
    {
        var (picture, detections) = result;
        Console.Out.WriteLine(json ? Json(path, picture, detections) : Text(path, picture, detections));
        drawn?.Write(path, picture, detections);
    }

    private static string Json(string path, RgbImage picture, ImmutableArray<Detection> detections) => JsonSerializer.Serialize(
        new
        {
            path,
            width = picture.Size.Width,
            height = picture.Size.Height,
            detections = detections.Select(d => new
            {
                phrase = d.Phrase.Text,
                phrase_slug = d.Phrase.Slug,
                score = Math.Round(d.Score, 4),
                box = Edges(d.Box).Select(edge => Math.Round(edge, 2)),
            }),
        },
        s_json);

    private static string Text(string path, RgbImage picture, ImmutableArray<Detection> detections)
    {
        var lines = detections.Select(d => string.Create(
            CultureInfo.InvariantCulture,
            $"  {d.Score:0.00}  {d.Phrase}  left {d.Box.Left:0}, top {d.Box.Top:0}, right {d.Box.Right:0}, bottom {d.Box.Bottom:0}"));
        return string.Join(Environment.NewLine, lines.Prepend($"{path} ({picture.Size}): {detections.Length} found"));
    }

    private static double[] Edges(BoundingBox box) => [box.Left, box.Top, box.Right, box.Bottom];
}
