using System.CommandLine;
using Glip.Ingest;

namespace Glip.Host;

/// <summary><c>glip run</c>: all streams of a configuration.</summary>
internal static class RunCommand
{
    public static Command Create(StopSignal stop)
    {
        var file = new Argument<string>("CONFIG") { Description = "The configuration file (YAML)" };
        var data = new Option<string?>("--data") { Description = "Folder for everything that is written; the folder of the configuration when left out", HelpName = "DIR" };
        var command = new Command("run", "Run all streams of a configuration until they end or the program is stopped. Example: glip run yard.yaml --data results") { file, data };
        command.SetAction((parsed, _) =>
        {
            var configuration = ConfigurationReader.Read(parsed.GetValue(file)!, parsed.GetValue(data));
            return LiveView.ShowAsync(view => new Session(configuration, new FfmpegProcess(), view).RunAsync(stop));
        });
        return command;
    }
}
