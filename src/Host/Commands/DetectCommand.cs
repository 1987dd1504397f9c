using System.CommandLine;
using Glip.Core;
using Glip.Inference;
using Glip.Ingest;

namespace Glip.Host;

/// <summary><c>glip detect</c>: phrases in pictures.</summary>
internal static class DetectCommand
{
    private const float DefaultThreshold = 0.3f;

    public static Command Create(StopSignal stop)
    {
        var pictures = new Argument<string[]>("IMAGE") { Description = "Pictures: jpg, png, webp, gif and what else ffmpeg reads", Arity = ArgumentArity.OneOrMore };
        var prompt = new Option<string>("--prompt") { Description = "What to look for, such as \"person. red car.\"", Required = true, HelpName = "TEXT" };
        var model = Options.Model();
        var threshold = new Option<float>("--threshold") { Description = "Lowest score that is told, 0 to 1", DefaultValueFactory = _ => DefaultThreshold };
        var json = new Option<bool>("--json") { Description = "Write one JSON object a picture and line" };
        var draw = new Option<string?>("--draw") { Description = "Folder for the pictures with boxes drawn into them", HelpName = "DIR" };
        var command = new Command("detect", "Find phrases in pictures. Example: glip detect street.jpg --prompt \"person. car.\" --draw found")
        {
            pictures, prompt, model, threshold, json, draw,
        };
        command.SetAction(async (parsed, _) =>
        {
            var least = parsed.GetValue(threshold);
            if (least is not (>= 0 and <= 1))
            {
                throw new ConfigurationException(FormattableString.Invariant($"--threshold is {least}; expected a score from 0 to 1"));
            }

            using var detector = GlipDetector.Open(ModelPackage.Open(parsed.GetValue(model)!));
            var sought = detector.Prepare(Prompt.Of(PromptText.Split(parsed.GetValue(prompt)!), DefaultThreshold, DefaultThreshold));
            var writer = new DetectionWriter(parsed.GetValue(json), parsed.GetValue(draw) is { } folder ? new DrawnPictures(folder) : null);
            var search = new PictureSearch(new PictureReader(new FfmpegProcess()), detector, sought, least);
            return await RunAsync(parsed.GetValue(pictures)!, search, writer, stop.Source).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>Goes through all pictures; one that cannot be read is told and does not stop the others.</summary>
    private static async Task<int> RunAsync(string[] paths, PictureSearch search, DetectionWriter writer, CancellationToken cancellationToken)
    {
        var code = ExitCode.Done;
        foreach (var path in paths)
        {
            try
            {
                writer.Write(path, await search.RunAsync(path, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e) when (e is UnavailableException or ConfigurationException && paths.Length > 1)
            {
                await Console.Error.WriteLineAsync($"glip: {e.Message}").ConfigureAwait(false);
                code = Math.Max(code, ExitCode.Of(e));
            }
        }

        return code;
    }
}
