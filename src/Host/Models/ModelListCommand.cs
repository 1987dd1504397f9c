using System.CommandLine;
using System.Globalization;
using Glip.Conversion;

namespace Glip.Host;

/// <summary><c>glip model list</c>: the models that can be had.</summary>
internal static class ModelListCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write JSON" };
        var command = new Command("list", "List the published GLIP models. Example: glip model list --json") { json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
            {
                ModelJson.Write(OfficialModels.All.Select(model => new
                {
                    model.Name,
                    model.Variant,
                    model.File,
                    model.Url,
                    model.TrainingData,
                    model.Licence,
                    model.Parameters,
                    model.EstimatedBytes,
                    model.EstimatedBytesAtMost,
                    model.CocoAp,
                    Installed = IsInstalled(model),
                }));
            }
            else
            {
                Write();
            }
        });
        return command;
    }

    private static void Write()
    {
        WriteRow("NAME", "MODEL", "COCO AP", "WEIGHTS", "HERE", "TRAINED ON");
        foreach (var model in OfficialModels.All)
        {
            WriteRow(model.Name, model.Variant, Number(model.CocoAp, "0.0"), Number(model.EstimatedBytes / 1e9, "0.00 GB"), IsInstalled(model) ? "yes" : "-", model.TrainingData);
        }

        Console.Out.WriteLine();
        Console.Out.WriteLine("COCO AP is zero-shot, in percent, as published. WEIGHTS is an estimate from the number of parameters: sizes are not published, and");
        Console.Out.WriteLine("a file that also holds the state of its training is up to four times as large.");
        Console.Out.WriteLine($"Licence of all: {OfficialModels.Licence}. Next: glip model pull glip-t");
    }

    private static void WriteRow(string name, string variant, string score, string size, string here, string data) =>
        Console.Out.WriteLine($"{name,-17} {variant,-11} {score,7} {size,8}  {here,-4}  {data}");

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private static bool IsInstalled(OfficialModel model) => ModelPull.IsPackage(Installation.Model(model.Name));
}
