using System.CommandLine;
using System.Runtime.InteropServices;
using Glip.Ingest;

namespace Glip.Host;

/// <summary><c>glip run</c>: all streams of a configuration.</summary>
internal static class RunCommand
{
    public static Command Create(StopSignal stop)
    {
        var file = new Argument<string>("CONFIG") { Description = "The configuration file (YAML)" };
        var data = new Option<string?>("--data") { Description = "Folder for everything that is written; the folder of the configuration when left out", HelpName = "DIR" };
        var command = new Command("run", "Run all streams of a configuration until they end or the program is stopped; SIGHUP reads the configuration again. Example: glip run yard.yaml --data results") { file, data };
        command.SetAction((parsed, _) =>
        {
            var configuration = ConfigurationReader.Read(parsed.GetValue(file)!, parsed.GetValue(data));
            return configuration.HasCameras ? ServeAsync(configuration, stop) : LiveView.ShowAsync(view => RunAsync(configuration, view, RunLog.Silent, stop));
        });
        return command;
    }

    private static Task<int> ServeAsync(GlipConfiguration configuration, StopSignal stop)
    {
        var log = RunLog.ToStandardError(configuration.Log);
        return RunAsync(configuration, new ServiceView(log), log, stop);
    }

    private static async Task<int> RunAsync(GlipConfiguration configuration, ITerminalView view, RunLog log, StopSignal stop)
    {
        var session = new Session(configuration, new FfmpegProcess(), view, log);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            session.Reload();
        });
        return await session.RunAsync(stop).ConfigureAwait(false);
    }
}
