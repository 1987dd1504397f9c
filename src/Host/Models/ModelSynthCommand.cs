using System.CommandLine;
using Glip.Conversion;
using Glip.Core;

namespace Glip.Host;

/// <summary><c>glip model synth</c>: a model of official shapes with random weights.</summary>
internal static class ModelSynthCommand
{
    private static readonly string s_names = string.Join(", ", GlipVariant.Published.Select(published => published.Name));

    public static Command Create(StopSignal stop)
    {
        var variant = new Argument<string>("VARIANT") { Description = $"Which model: {s_names}" };
        var form = new ConversionForm();
        var command = new Command("synth", "Make a model with random weights and official shapes, for benchmarks without a download. Example: glip model synth glip-t --out random-t") { variant };
        form.AddTo(command);
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(variant)!;
            var published = GlipVariant.Published.FirstOrDefault(other => other.Name == name)
                ?? throw new ConfigurationException($"there is no variant '{name}'; expected one of {s_names}");
            using var checkpoint = new SyntheticCheckpoint(name, published.Architecture);
            var options = form.Options(parsed, $"{name}-random", "random numbers: finds nothing of use") with { Licence = "none" };
            var folder = form.Folder(parsed, $"{name}-random");
            PackageMaker.Make(checkpoint, form.Limit(parsed, published.Architecture), options, folder, stop.Source);
            Console.Out.WriteLine($"Next: glip model bench {folder}");
        });
        return command;
    }
}
