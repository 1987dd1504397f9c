using System.CommandLine;
using Glip.Conversion;

namespace Glip.Host;

/// <summary><c>glip model convert</c>: a checkpoint to a model package.</summary>
internal static class ModelConvertCommand
{
    private const string Auto = "auto";

    public static Command Create(StopSignal stop)
    {
        var path = new Argument<string>("CHECKPOINT") { Description = "Weights of GLIP as published: .pth of PyTorch 1.6 or later, or .safetensors" };
        var variant = new Option<string>("--variant") { Description = "Which variant it must be; auto tells by the tensors, as far as they differ", DefaultValueFactory = _ => Auto };
        variant.AcceptOnlyFromAmong([Auto, .. VariantLetters.All]);
        var config = new Option<string?>("--config") { Description = "JSON file with sizes that tensors do not tell, for a model that is no published variant", HelpName = "FILE" };
        var debug = new Option<bool>("--debug") { Description = "Make all intermediate values outputs; the vision graph takes a normalised image" };
        var form = new ConversionForm();
        var command = new Command("convert", "Convert a checkpoint to a model package. Example: glip model convert glip_tiny_model_o365_goldg_cc_sbu.pth --out models/glip-t")
        {
            path, variant, config, debug,
        };
        form.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var weights = OfficialNames.Open(parsed.GetValue(path)!);
            var sizes = parsed.GetValue(config) is { } file ? ModelConfig.Read(file) : ModelConfig.Empty;
            var architecture = ArchitectureReader.Read(weights, sizes);
            var name = VariantLetters.NameOf(parsed.GetValue(variant)!, architecture, weights.Source);
            var options = form.Options(parsed, name, await FileIdentity.OfAsync(parsed.GetValue(path)!, stop.Source).ConfigureAwait(false)) with { Debug = parsed.GetValue(debug) };
            var folder = form.Folder(parsed, name);
            PackageMaker.Make(weights, form.Limit(parsed, architecture), options, folder, stop.Source);
            if (!options.Debug)
            {
                var withConfig = parsed.GetValue(config) is { } given ? $" --config {given}" : string.Empty;
                Console.Out.WriteLine($"Next: glip model verify {folder} --checkpoint {parsed.GetValue(path)}{withConfig}");
            }
        });
        return command;
    }
}
