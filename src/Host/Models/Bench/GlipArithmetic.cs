using Glip.Conversion;
using Glip.Core;
using Glip.Inference;

namespace Glip.Host;

/// <summary>How many multiplications a picture takes, counted from the sizes of the model.</summary>
internal static class GlipArithmetic
{
    /// <summary>Multiplications of vision and head for one picture, in 10⁹; null for a model that is no published GLIP.</summary>
    public static double? Of(ModelPackage package, ImageSize size, int tokens)
    {
        var name = package.Manifest.Name;
        return GlipVariant.Published.FirstOrDefault(variant => name == variant.Name || name == $"{variant.Name}-random") is { } known
            ? known.Architecture.Multiplications(Up(size.Height), Up(size.Width), tokens) / 1e9
            : null;

        int Up(int length) => (length + package.Manifest.Image.Multiple - 1) / package.Manifest.Image.Multiple * package.Manifest.Image.Multiple;
    }
}
