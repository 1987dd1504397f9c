using System.CommandLine;
using System.Text;
using Glip.Core;
using Glip.Ingest;
using Glip.Sinks;

namespace Glip.Host;

/// <summary><c>glip calibrate</c>: thresholds for a wanted rate of false alarms, from quiet footage.</summary>
internal static class CalibrateCommand
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    public static Command Create(StopSignal stop)
    {
        var file = new Argument<string>("CONFIG") { Description = "The configuration file (YAML)" };
        var videos = new Argument<string[]>("VIDEO") { Description = "Quiet footage: videos in which nothing is to be told; the source of the stream when left out", Arity = ArgumentArity.ZeroOrMore };
        var stream = new Option<string?>("--stream") { Description = "The stream; may be left out when there is one only", HelpName = "NAME" };
        var duration = new Option<string?>("--duration") { Description = "How long a camera is looked at, such as 30m or 2h; 1h when left out", HelpName = "TIME" };
        var alarms = new Option<string?>("--false-alarms") { Description = "How many false alarms of a phrase are put up with, such as 1/day, 2/week, 0.5/h; that of the configuration when left out, else 1/day", HelpName = "RATE" };
        var output = new Option<string?>("--out") { Description = "File for the thresholds; that of the configuration when left out. A plot is written beside it", HelpName = "FILE" };
        var command = new Command("calibrate", "Set thresholds for a wanted rate of false alarms from quiet footage. Example: glip calibrate cameras.yaml --stream yard --duration 1h --false-alarms 1/day")
        {
            file, videos, stream, duration, alarms, output,
        };
        command.SetAction((parsed, _) =>
        {
            var configuration = ConfigurationReader.Read(parsed.GetValue(file)!, dataFolder: null);
            var settings = FootageChoice.Stream(configuration, parsed.GetValue(stream));
            var order = new CalibrationOrder(settings, parsed.GetValue(videos)!, Duration(parsed.GetValue(duration), settings, parsed.GetValue(videos)!), Rate(parsed.GetValue(alarms), settings), Target(parsed.GetValue(output), settings, configuration));
            return RunAsync(configuration, order, stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(GlipConfiguration configuration, CalibrationOrder order, StopSignal stop)
    {
        var plot = Path.ChangeExtension(order.Target, ".svg");
        OutputFile.Prepare(order.Target, "thresholds");
        using var detector = configuration.Model.Open(line => Console.Error.WriteLine($"glip: {line}"));
        var phrases = await LiveView.ShowAsync(view => new Calibration(configuration, detector, new FfmpegProcess(), view).RunAsync(order.Stream, order.Videos, order.Duration, order.Wanted, stop)).ConfigureAwait(false);
        await CalibratedThresholds.Of(order.Stream.Id, detector.Model, order.Wanted, phrases, TimeProvider.System.GetUtcNow()).WriteAsync(order.Target, CancellationToken.None).ConfigureAwait(false);
        await OutputFile.WriteAsync(plot, Encoding.UTF8.GetBytes(CalibrationPlot.Draw(phrases)), CancellationToken.None).ConfigureAwait(false);
        CalibrationTable.Write(Console.Out, order.Stream.Id, order.Wanted, phrases);
        Console.Out.WriteLine($"thresholds: {order.Target}\nplot: {plot}");
        if (order.Stream.Calibration?.File != order.Target)
        {
            Console.Out.WriteLine($"to use them, add to the stream: calibration: {{ file: {order.Target} }}");
        }

        return ExitCode.Done;
    }

    private static TimeSpan Duration(string? text, StreamConfiguration stream, string[] videos)
    {
        if (text is null)
        {
            return TimeSpan.FromHours(1);
        }

        if (stream.Camera is null || videos.Length > 0)
        {
            throw new ConfigurationException("--duration is for cameras; videos are looked at to their end");
        }

        return Durations.TryParse(text, out var duration) && duration >= TimeSpan.FromSeconds(1) && duration <= s_longest
            ? duration
            : throw new ConfigurationException($"--duration is '{text}'; expected a time with its unit from 1s to 7d, such as 30m or 2h");
    }

    private static AlarmRate Rate(string? text, StreamConfiguration stream) => text is null
        ? stream.Calibration?.Wanted ?? AlarmRate.OnceADay
        : AlarmRate.Parse(text) ?? throw new ConfigurationException($"--false-alarms is '{text}'; expected {AlarmRate.Expected}");

    private static string Target(string? text, StreamConfiguration stream, GlipConfiguration configuration) => text is not null
        ? Path.GetFullPath(text)
        : stream.Calibration?.File ?? Path.Combine(Path.GetDirectoryName(configuration.File)!, CalibrationSettings.UsualName(stream.Id));
}
