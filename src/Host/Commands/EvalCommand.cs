using System.CommandLine;

namespace Glip.Host;

/// <summary><c>glip eval</c>: how good results are, by the measures of the field.</summary>
internal static class EvalCommand
{
    public static Command Create(StopSignal stop) => new("eval", "Score results against ground truth")
    {
        EvalTrackingCommand.Create(stop),
    };
}
