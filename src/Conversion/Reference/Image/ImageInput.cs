using Glip.Core;

namespace Glip.Conversion.Reference;

/// <summary>Turns a picture into what the image backbone reads.</summary>
/// <remarks>Source: microsoft/GLIP, data/transforms/transforms.py, Normalize, and structures/image_list.py, to_image_list.</remarks>
internal static class ImageInput
{
    /// <summary>Sides of the padded image are multiples of this. Source: DATALOADER.SIZE_DIVISIBILITY.</summary>
    public const int Multiple = 32;

    /// <summary>Of blue, green and red, in [0, 255]. Source: INPUT.PIXEL_MEAN and PIXEL_STD.</summary>
    private static readonly float[] s_mean = [103.530f, 116.280f, 123.675f];
    private static readonly float[] s_deviation = [57.375f, 57.120f, 58.395f];

    /// <returns>[3, height, width] blue, green, red; each value less the mean, divided by the standard deviation.</returns>
    public static float[] Normalize(RgbImage image)
    {
        var pixels = image.Size.Width * image.Size.Height;
        var planes = new float[3 * pixels];
        for (var i = 0; i < planes.Length; i++)
        {
            var (channel, pixel) = (i / pixels, i % pixels);
            planes[i] = (image.Pixels[(3 * pixel) + 2 - channel] - s_mean[channel]) / s_deviation[channel];
        }

        return planes;
    }

    /// <summary>Adds zeros to the right and below.</summary>
    public static FeatureMap Pad(FeatureMap image, int multiple)
    {
        var height = (image.Height + multiple - 1) / multiple * multiple;
        var width = (image.Width + multiple - 1) / multiple * multiple;
        var padded = new FeatureMap(height, width, new Matrix(height * width, image.Channels));
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                image.At(y, x).CopyTo(padded.At(y, x));
            }
        }

        return padded;
    }
}
