using Glip.Core;
using Glip.Testing;

namespace Glip.Conversion.Reference.Tests;

public class ImageInputTests
{
    [Theory]
    [InlineData("down")]
    [InlineData("up")]
    [InlineData("capped")]
    [InlineData("portrait")]
    [InlineData("same")]
    public void NormalizeAndPad_GoldenImage_GivesTheModelInput(string name)
    {
        var (pixels, size) = Npy.Read<byte>(Repository.Data("preprocess", $"{name}_resized_rgb.npy"));
        var (expected, shape) = Npy.Read<float>(Repository.Data("preprocess", $"{name}_model_input.npy"));

        var planes = ImageInput.Normalize(new RgbImage(new(size[1], size[0]), pixels));
        var input = ImageInput.Pad(FeatureMap.FromPlanes(3, size[0], size[1], planes), ImageInput.Multiple);

        Assert.Equal([1, 3, input.Height, input.Width], shape);
        Assert.All(expected.Zip(input.ToPlanes()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }
}
