using System.CommandLine;

namespace Glip.Host;

/// <summary><c>glip model</c>: all that is done with model packages.</summary>
internal static class ModelCommand
{
    /// <param name="stop">The user's wish to end.</param>
    /// <param name="convert">Makes a package of the weights that were downloaded, and tells an <see cref="ExitCode"/>.</param>
    public static Command Create(StopSignal stop, Func<ConversionOrder, CancellationToken, Task<int>> convert) => new("model", "Inspect model packages, and get those of GLIP")
    {
        ModelInfoCommand.Create(),
        ModelListCommand.Create(),
        ModelPullCommand.Create(stop, convert),
    };
}
