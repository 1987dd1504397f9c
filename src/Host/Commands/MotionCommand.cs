using System.CommandLine;
using Glip.Core;
using Glip.Ingest;
using Glip.Sinks;

namespace Glip.Host;

/// <summary><c>glip motion</c>: what the motion gate holds back of a video, and why it lets the rest pass.</summary>
internal static class MotionCommand
{
    public static Command Create(StopSignal stop)
    {
        var video = new Argument<string>("VIDEO") { Description = "The video file" };
        var output = new Option<string>("--out") { Description = "The drawn video to write", HelpName = "FILE.mp4", Required = true };
        var masks = new Option<string[]>("--mask") { Description = "An area never looked at: its corners as shares of width and height; may be given several times", HelpName = "\"x,y x,y x,y\"" };
        var rate = new Option<double?>("--fps") { Description = "Frames looked at in a second; all when left out", HelpName = "N" };
        var command = new Command("motion", "Draw what the motion gate sees in a video. Example: glip motion yard.mp4 --mask \"0,0 1,0 1,0.2 0,0.2\" --fps 5 --out gate.mp4")
        {
            video, output, masks, rate,
        };
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(rate) is <= 0 or double.NaN)
            {
                throw new ConfigurationException(FormattableString.Invariant($"--fps is {parsed.GetValue(rate)}; expected a number above 0"));
            }

            var gateVideo = new GateVideo(new FfmpegProcess(), new CairoCanvas(), new AreaMask(parsed.GetValue(masks)!.Select(MaskText.Points)));
            var tally = await gateVideo.DrawAsync(parsed.GetValue(video)!, parsed.GetValue(rate), parsed.GetValue(output)!, stop.Source).ConfigureAwait(false);
            tally.Write();
            if (tally.Damage is { } damage)
            {
                await Console.Error.WriteLineAsync($"glip: {damage}").ConfigureAwait(false);
            }

            return tally.Damage is null ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
