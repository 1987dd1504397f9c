using System.Diagnostics;
using System.Globalization;
using Glip.Conversion;
using Glip.Inference;

namespace Glip.Host;

/// <summary>Makes a model package and says what happens.</summary>
internal static class PackageMaker
{
    public static void Make(ICheckpoint weights, GlipArchitecture architecture, ConversionOptions options, string folder, CancellationToken cancellationToken)
    {
        var time = Stopwatch.StartNew();
        Say($"{weights.Source}: {Describe(architecture)}");
        ModelConverter.Convert(weights, architecture, options, folder, part =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            Say($"writing the {part} graph");
        });
        var package = ModelPackage.Open(folder);
        Say(string.Create(CultureInfo.InvariantCulture, $"{folder}: {package.Manifest.Name}, {package.Manifest.Precision}, {package.GraphBytes / 1e6:0} MB, {time.Elapsed.TotalSeconds:0.0} s"));
    }

    private static string Describe(GlipArchitecture architecture)
    {
        var fusion = architecture.Fusion is null ? "no fusion" : "deep fusion";
        return $"{GlipVariant.Of(architecture).Name}: Swin {architecture.Swin.EmbedDim} wide, {fusion}, {architecture.HeadLayers} head layers, captions of at most {architecture.MaxTextTokens} word pieces";
    }

    private static void Say(string line) => Console.Out.WriteLine(line);
}
