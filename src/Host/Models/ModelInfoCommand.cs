using System.CommandLine;
using System.Globalization;
using Glip.Inference;

namespace Glip.Host;

/// <summary><c>glip model info</c>: what there is to know of a model package.</summary>
internal static class ModelInfoCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "The model package; the one that ships with the program when left out",
            DefaultValueFactory = _ => Installation.DefaultModel,
        };
        var json = new Option<bool>("--json") { Description = "Write JSON" };
        var command = new Command("info", "Check a model package and tell what it is. Example: glip model info models/nano") { folder, json };
        command.SetAction(parsed => Write(ModelPackage.Open(parsed.GetValue(folder)!), parsed.GetValue(json)));
        return command;
    }

    private static void Write(ModelPackage package, bool json)
    {
        using var detector = GlipDetector.Open(package);
        var vocabulary = detector.KnownPhrases;
        if (json)
        {
            ModelJson.Write(new { package.Folder, package.Identity, package.Manifest, package.GraphBytes, KnownPhrases = vocabulary });
            return;
        }

        foreach (var (name, value) in Lines(package, vocabulary))
        {
            Console.Out.WriteLine($"{name,-14} {value}");
        }
    }

    private static IEnumerable<(string Name, string Value)> Lines(ModelPackage package, int? knownPhrases)
    {
        var manifest = package.Manifest;
        yield return ("name", manifest.Name);
        yield return ("architecture", manifest.Architecture);
        yield return ("folder", package.Folder);
        yield return ("sha256", package.Identity.Sha256);
        yield return ("precision", manifest.Operators is { } operators ? $"{manifest.Precision}, {operators} operators" : manifest.Precision);
        yield return ("size", string.Create(CultureInfo.InvariantCulture, $"{package.GraphBytes / 1e6:0.0} MB in three graphs, hashes and tensors as they must be"));
        yield return ("pictures", $"shorter side {manifest.Image.ShorterSide}, longer side at most {manifest.Image.LongerSide} pixels");
        yield return ("phrases", knownPhrases is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"closed vocabulary: {count} phrases (vocabulary.json)")
            : "any phrase may be asked for");
        yield return ("tokens", $"at most {manifest.Text.MaxTokens} word pieces in a caption; longer prompts are split");
        yield return ("licence", manifest.Licence);
        yield return ("source", manifest.Source);
    }
}
