using System.CommandLine;
using Glip.Conversion;
using Glip.Core;

namespace Glip.Host;

/// <summary><c>glip model pull</c>: from a name to a model package that can be used.</summary>
internal static class ModelPullCommand
{
    public static Command Create(StopSignal stop)
    {
        var name = new Argument<string>("NAME") { Description = "A name of 'glip model list'" };
        var from = new Option<string?>("--from") { Description = "Take the weights from another address, or from a file on this machine", HelpName = "URL|FILE" };
        var form = new ConversionForm();
        var command = new Command("pull", "Download a published GLIP model and make a model package of it. Example: glip model pull glip-t") { name, from };
        form.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var model = Find(parsed.GetValue(name)!);
            var source = parsed.GetValue(from) is { } other ? WeightsSource.Of(other) : WeightsSource.Of(model.Url);
            using var download = new Download(new DownloadRules(), TimeProvider.System);
            return await new ModelPull(download, (order, token) => Convert(order, form, parsed, token), Console.Out)
                .RunAsync(model, source, form.Folder(parsed, model.Name), stop.Source).ConfigureAwait(false);
        });
        return command;
    }

    private static Task<int> Convert(ConversionOrder order, ConversionForm form, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var weights = OfficialNames.Open(order.Checkpoint);
        var architecture = form.Limit(parsed, ArchitectureReader.Read(weights, ModelConfig.Empty));
        PackageMaker.Make(weights, architecture, form.Options(parsed, order.Name, order.Source) with { Licence = order.Licence }, order.Folder, cancellationToken);
        return Task.FromResult(ExitCode.Done);
    }

    private static OfficialModel Find(string name)
    {
        if (OfficialModels.Find(name) is { } model)
        {
            return model;
        }

        var names = OfficialModels.All.Select(model => model.Name).ToList();
        var nearest = NearestName.Of(name.ToLowerInvariant(), names) is { } meant ? $"; did you mean '{meant}'?" : "";
        throw new ConfigurationException($"no published model is called '{name}'; expected one of {string.Join(", ", names)}{nearest}");
    }
}
