using System.CommandLine;
using Glip.Core;
using Glip.Ingest;

namespace Glip.Host;

/// <summary><c>glip replay</c>: what a stream would have told of recorded footage.</summary>
internal static class ReplayCommand
{
    public static Command Create(StopSignal stop)
    {
        var file = new Argument<string>("CONFIG") { Description = "The configuration file (YAML)" };
        var videos = new Argument<string[]>("VIDEO") { Description = "Recorded footage; the files of the stream when left out", Arity = ArgumentArity.ZeroOrMore };
        var stream = new Option<string?>("--stream") { Description = "The stream; may be left out when there is one only", HelpName = "NAME" };
        var prompt = new Option<string?>("--prompt") { Description = "Look for this instead, such as \"person. red car.\"", HelpName = "TEXT" };
        var output = new Option<string?>("--out") { Description = "Folder for a page with pictures of each video", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Write one JSON object" };
        var command = new Command("replay", "Say what a stream would have told of recorded footage; nothing is published. Example: glip replay cameras.yaml --stream yard sunday.mp4 --prompt \"dog.\" --out dogs")
        {
            file, videos, stream, prompt, output, json,
        };
        command.SetAction((parsed, _) =>
        {
            var configuration = ConfigurationReader.Read(parsed.GetValue(file)!, dataFolder: null);
            var settings = Sought(FootageChoice.Stream(configuration, parsed.GetValue(stream)), parsed.GetValue(prompt));
            var footage = parsed.GetValue(videos)!;
            if (settings.Camera is not null && footage.Length == 0)
            {
                throw new ConfigurationException($"stream '{settings.Id}' is a camera, which cannot be replayed; expected VIDEO, recorded by it");
            }

            return RunAsync(configuration, FootageChoice.Over(settings, footage), parsed.GetValue(output), parsed.GetValue(json), stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(GlipConfiguration configuration, IReadOnlyList<StreamConfiguration> footage, string? folder, bool json, StopSignal stop)
    {
        using var detector = configuration.Model.Open(line => Console.Error.WriteLine($"glip: {line}"));
        var tally = new ReplayTally();
        var whole = await LiveView.ShowAsync(async view =>
        {
            var (run, all) = (new FootageRun(detector, new FfmpegProcess(), new QuietView(view)), true);
            for (var i = 0; i < footage.Count && !stop.IsRequested; i++)
            {
                all &= await run.RunAsync(WithPictures(configuration, folder, footage[i], i), footage[i], tally.Engine, stop).ConfigureAwait(false);
            }

            return all;
        }).ConfigureAwait(false);
        Action<TextWriter, string, ReplayTally> write = json ? ReplayTable.WriteJson : ReplayTable.Write;
        write(Console.Out, footage[0].Id, tally);
        if (folder is not null && !json)
        {
            Console.Out.WriteLine($"pictures: {folder}");
        }

        return stop.IsRequested ? ExitCode.Interrupted : whole ? ExitCode.Done : ExitCode.Failed;
    }

    private static StreamConfiguration Sought(StreamConfiguration stream, string? text) => text is null
        ? stream
        : stream with { Prompt = Prompt.Of(PromptText.Split(text), stream.Thresholds.Enter, stream.Thresholds.Leave).WithStandingDecoys() };

    /// <summary>A page for each video, and its pictures; nothing without a folder.</summary>
    private static GlipConfiguration WithPictures(GlipConfiguration configuration, string? folder, StreamConfiguration stream, int index) => folder is null
        ? FootageChoice.WithoutSinks(configuration)
        : configuration with
        {
            DataFolder = Path.GetFullPath(folder),
            Sinks = new SinkConfiguration(null, "snapshots", DrawSnapshots: true, null, new OutputPath(PageName(stream.Files, index), IsFolder: false)),
        };

    private static string PageName(string path, int index) => index == 0 ? $"{Stem(path)}.html" : FormattableString.Invariant($"{Stem(path)}-{index + 1}.html");

    private static string Stem(string path) => Path.GetFileNameWithoutExtension(path) is { Length: > 0 } stem && !stem.Contains('*', StringComparison.Ordinal) ? stem : "footage";
}
