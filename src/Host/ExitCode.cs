using Glip.Core;

namespace Glip.Host;

/// <summary>What the program tells the one who started it.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongInput = 2;
    public const int MissingPart = 3;
    public const int Interrupted = 130;

    public static int Of(Exception e) => e switch
    {
        ConfigurationException or ModelContractException or CheckpointException => WrongInput,
        MissingPartException => MissingPart,
        OperationCanceledException => Interrupted,
        _ => Failed,
    };
}
