using System.CommandLine;
using Glip.Inference;
using Glip.Ingest;

namespace Glip.Host;

/// <summary><c>glip check</c>: whether a configuration is right, and whether what it names can be reached.</summary>
internal static class CheckCommand
{
    public static Command Create(StopSignal stop)
    {
        var file = new Argument<string>("CONFIG") { Description = "The configuration file (YAML)" };
        var connect = new Option<bool>("--connect") { Description = "Open every source, the broker and the model, and say what was found and what could be better" };
        var command = new Command("check", "Check a configuration and print it with all defaults, secrets hidden. Example: glip check yard.yaml --connect") { file, connect };
        command.SetAction((parsed, _) =>
        {
            var configuration = ConfigurationReader.Read(parsed.GetValue(file)!, dataFolder: null);
            Console.Out.Write(ConfigurationView.Write(configuration));
            return parsed.GetValue(connect) ? ConnectAsync(configuration, stop) : Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static async Task<int> ConnectAsync(GlipConfiguration configuration, StopSignal stop)
    {
        var device = ComputeDevice.Parse(configuration.Model.Device, Installation.GpuLibraries, line => Console.Error.WriteLine($"glip: {line}"));
        using var detector = GlipDetector.Open(ModelPackage.Open(configuration.Model.Folder), device);
        Console.Out.WriteLine($"\nmodel {detector.Model.Name} on {device.Provider.ToString().ToLowerInvariant()}: opened");
        var check = new SourceCheck(new FfmpegProcess(), detector, TimeProvider.System);
        Task<Finding>[] broker = configuration.Broker is null ? [] : [new BrokerCheck(configuration, TimeProvider.System).RunAsync(stop.Source)];
        var findings = await Task.WhenAll([.. broker, .. configuration.Streams.Where(stream => stream.Enabled).Select(stream => check.RunAsync(stream, stop.Source))]).ConfigureAwait(false);
        foreach (var finding in findings)
        {
            finding.Write(Console.Out);
        }

        return findings.All(finding => finding.Problem is null) ? ExitCode.Done : ExitCode.Failed;
    }
}
