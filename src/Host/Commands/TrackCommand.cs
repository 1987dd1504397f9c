using System.CommandLine;
using Glip.Core;
using Glip.Tracking;

namespace Glip.Host;

/// <summary><c>glip track</c>: the tracker alone, on detections that someone else made.</summary>
internal static class TrackCommand
{
    private static readonly TrackerOptions s_defaults = new();

    public static Command Create(StopSignal stop)
    {
        var file = new Argument<string>("DETECTIONS") { Description = "Detections of MOTChallenge: frame,-1,left,top,width,height,conf,class" };
        var output = new Option<string?>("--out") { Description = "The tracks to write; standard output when left out", HelpName = "TRACKS.txt" };
        var rate = new Option<double?>("--fps") { Description = "Frames in a second; that of seqinfo.ini when left out, or 30", HelpName = "N" };
        var size = new Option<string?>("--size") { Description = "Size of the images; that of seqinfo.ini when left out, or as far as detections reach", HelpName = "WxH" };
        var least = new Option<double?>("--min-score") { Description = "Lowest confidence that is used, in the units of the file", HelpName = "N" };
        var hits = new Option<int>("--min-hits") { Description = "Frames in which a thing must be found before it is believed", DefaultValueFactory = _ => s_defaults.MinHits };
        var age = new Option<string>("--max-age") { Description = "How long a thing is waited for that is not found", HelpName = "TIME", DefaultValueFactory = _ => Durations.Write(s_defaults.MaxAge) };
        var command = new Command("track", "Follow detections of a file. Example: glip track demo/tracking/detections.txt --out tracks.txt")
        {
            file, output, rate, size, least, hits, age,
        };
        command.SetAction((parsed, _) =>
        {
            var path = parsed.GetValue(file)!;
            var target = parsed.GetValue(output) is { } name ? TrackFile.Prepare(name, path) : null;
            var detections = DetectionFile.Read(path, parsed.GetValue(least), parsed.GetValue(rate), parsed.GetValue(size));
            var options = detections.Fit(s_defaults with { MinHits = parsed.GetValue(hits), MaxAge = Age(parsed.GetValue(age)!) });
            var rows = TrackRows.Of(new OcSortTracker(options), detections, stop.Source);
            return target is null ? TrackFile.PrintAsync(rows) : TrackFile.WriteAsync(target, [.. rows], stop.Source);
        });
        return command;
    }

    private static TimeSpan Age(string text) => Durations.TryParse(text, out var age)
        ? age
        : throw new ConfigurationException($"--max-age is '{text}'; expected a time with its unit, such as 500ms or 2s");
}
