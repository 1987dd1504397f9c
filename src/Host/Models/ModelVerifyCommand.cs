using System.CommandLine;
using Glip.Conversion;
using Glip.Inference;

namespace Glip.Host;

/// <summary><c>glip model verify</c>: whether a model computes what it should on this machine.</summary>
internal static class ModelVerifyCommand
{
    public static Command Create(StopSignal stop)
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "The model package; the one that ships with the program when left out",
            DefaultValueFactory = _ => Installation.DefaultModel,
        };
        var checkpoint = new Option<string?>("--checkpoint") { Description = "The weights that it was made of: compare with plain arithmetic on a small picture", HelpName = "FILE" };
        var config = new Option<string?>("--config") { Description = "JSON file with sizes that tensors do not tell, as for convert", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Write JSON" };
        var command = new Command("verify", "Check a model on this machine. Example: glip model verify models/nano") { folder, checkpoint, config, json };
        command.SetAction(parsed =>
        {
            using var verify = new ModelVerify(ModelPackage.Open(parsed.GetValue(folder)!));
            var results = verify.Run(stop.Source).Concat(Compared(verify, parsed.GetValue(checkpoint), parsed.GetValue(config), stop.Source));
            return parsed.GetValue(json) ? WriteJson([.. results]) : Write(results);
        });
        return command;
    }

    private static IEnumerable<CheckResult> Compared(ModelVerify verify, string? checkpoint, string? config, CancellationToken cancellationToken)
    {
        if (checkpoint is null)
        {
            yield break;
        }

        using var weights = OfficialNames.Open(checkpoint);
        var architecture = ArchitectureReader.Read(weights, config is null ? ModelConfig.Empty : ModelConfig.Read(config));
        yield return verify.Compare(weights, architecture, cancellationToken);
    }

    private static int Write(IEnumerable<CheckResult> results)
    {
        var failed = 0;
        foreach (var result in results)
        {
            failed += result.Passed ? 0 : 1;
            Console.Out.WriteLine($"{(result.Passed ? "ok    " : "FAILED")} {result.Name}: {result.Detail}");
        }

        Console.Out.WriteLine(failed == 0 ? "all checks passed" : $"{failed} checks failed");
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static int WriteJson(CheckResult[] results)
    {
        ModelJson.Write(results);
        return results.All(result => result.Passed) ? ExitCode.Done : ExitCode.Failed;
    }
}
