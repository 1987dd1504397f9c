using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Glip.Core;
using Glip.Inference;

namespace Glip.Host;

/// <summary><c>glip model bench</c>: how fast a model is on this machine.</summary>
internal static partial class ModelBenchCommand
{
    public static Command Create(StopSignal stop)
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "The model package; the one that ships with the program when left out",
            DefaultValueFactory = _ => Installation.DefaultModel,
        };
        var size = new Option<string?>("--size") { Description = "Width and height of the picture, such as 1333x800; what the model makes of a 1920x1080 picture when left out", HelpName = "WxH" };
        var tokens = new Option<int>("--tokens") { Description = "Word pieces of the caption, [CLS] and [SEP] included", DefaultValueFactory = _ => 42 };
        var batch = new Option<int>("--batch") { Description = "Pictures at a time", DefaultValueFactory = _ => 1 };
        var rounds = new Option<int>("--rounds") { Description = "Measured runs; the table has their medians", DefaultValueFactory = _ => 5 };
        var device = new Option<string>("--device") { Description = "What the model runs on: auto, cpu, cuda, cuda:1, tensorrt", HelpName = "D", DefaultValueFactory = _ => "auto" };
        var json = new Option<bool>("--json") { Description = "Write JSON" };
        var command = new Command("bench", "Measure a model. Example: glip model bench models/nano --size 416x240 --tokens 12") { folder, size, tokens, batch, rounds, device, json };
        command.SetAction(parsed =>
        {
            var order = new BenchOrder(
                parsed.GetValue(folder)!,
                parsed.GetValue(size) is { } text ? Size(text) : null,
                Within("--tokens", parsed.GetValue(tokens), 3, 512),
                Within("--batch", parsed.GetValue(batch), 1, 64),
                Within("--rounds", parsed.GetValue(rounds), 1, 1000),
                ComputeDevice.Parse(parsed.GetValue(device)!, Installation.GpuLibraries, line => Console.Error.WriteLine($"glip: {line}")));
            var table = ModelBench.Run(order, stop.Source);
            if (parsed.GetValue(json))
            {
                ModelJson.Write(table);
            }
            else
            {
                BenchTable.Write(table);
            }
        });
        return command;
    }

    private static ImageSize Size(string text) =>
        WidthByHeight().Match(text) is { Success: true } match
        && int.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var width) && width is >= 32 and <= 8192
        && int.TryParse(match.Groups[2].Value, CultureInfo.InvariantCulture, out var height) && height is >= 32 and <= 8192
            ? new ImageSize(width, height)
            : throw new ConfigurationException($"--size is '{text}'; expected width and height from 32 to 8192, such as 1333x800");

    private static int Within(string option, int value, int least, int most) =>
        value >= least && value <= most ? value : throw new ConfigurationException($"{option} is {value}; expected {least} to {most}");

    [GeneratedRegex(@"^(\d{1,4})x(\d{1,4})$", RegexOptions.None, 1000)]
    private static partial Regex WidthByHeight();
}
