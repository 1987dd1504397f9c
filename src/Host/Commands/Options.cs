using System.CommandLine;

namespace Glip.Host;

/// <summary>Options that several commands have.</summary>
internal static class Options
{
    public static Option<string> Model() => new("--model")
    {
        Description = "Folder of the model package",
        HelpName = "DIR",
        DefaultValueFactory = _ => Installation.DefaultModel,
    };
}
