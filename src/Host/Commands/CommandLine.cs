using System.CommandLine;
using Glip.Core;

namespace Glip.Host;

/// <summary>The command line: finds the command, runs it, and turns errors into one line each and an exit code.</summary>
internal static class CommandLine
{
    public static readonly Option<bool> Verbose = new("--verbose") { Description = "Add the trace to errors", Recursive = true };

    public static async Task<int> RunAsync(string[] arguments, StopSignal stop)
    {
        var parsed = Root(stop).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Say(error.Message);
            }

            await Console.Error.WriteLineAsync($"Try 'glip {string.Join(' ', CommandPath(parsed.CommandResult))} --help'.".Replace("  ", " ", StringComparison.Ordinal)).ConfigureAwait(false);
            return ExitCode.WrongInput;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Report(e, parsed.GetValue(Verbose));
            return stop.IsRequested ? ExitCode.Interrupted : ExitCode.Of(e);
        }
    }

    private static RootCommand Root(StopSignal stop) => new("Finds what is described in plain words in videos, follows it, and tells one event per thing.")
    {
        Verbose,
        DemoCommand.Create(stop),
        RunCommand.Create(stop),
        CheckCommand.Create(stop),
        DetectCommand.Create(stop),
        MotionCommand.Create(stop),
        TrackCommand.Create(stop),
        EvalCommand.Create(stop),
        CalibrateCommand.Create(stop),
        ReplayCommand.Create(stop),
        WatchCommand.Create(stop),
        ModelCommand.Create(stop),
        SchemaCommand.Create(),
    };

    private static IEnumerable<string> CommandPath(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent ? CommandPath(parent).Append(result.Command.Name) : [];

    private static void Report(Exception e, bool verbose)
    {
        switch (e)
        {
            case OperationCanceledException:
                Say("stopped");
                break;
            case ConfigurationException configuration:
                configuration.Problems.ToList().ForEach(Say);
                break;
            case GlipException:
                Say(e.Message);
                break;
            default:
                Say($"internal error: {e.Message.ReplaceLineEndings(" ")} ({e.GetType().Name}); run again with --verbose and report the trace");
                break;
        }

        if (verbose)
        {
            Console.Error.WriteLine(Redaction.Hide(e.ToString()));
        }
    }

    private static void Say(string message) => Console.Error.WriteLine($"glip: {Redaction.Hide(message)}");
}
