using System.CommandLine;

namespace Glip.Host;

/// <summary><c>glip model</c>: all that is done with model packages.</summary>
internal static class ModelCommand
{
    public static Command Create(StopSignal stop) => new("model", "Get, make, check and measure model packages")
    {
        ModelListCommand.Create(),
        ModelPullCommand.Create(stop),
        ModelConvertCommand.Create(stop),
        ModelSynthCommand.Create(stop),
        ModelInfoCommand.Create(),
        ModelVerifyCommand.Create(stop),
        ModelBenchCommand.Create(stop),
    };
}
