using Glip.Core;
using Glip.Host;
using Glip.Inference;
using Glip.Ingest;
using Glip.Testing;
using Glip.Tracking;
using static Glip.Bench.MarkdownTable;

namespace Glip.Bench;

/// <summary>The middle of the demo clip, as a camera would see it that stands still or shakes more and more: tracks and events with and without its motion being measured.</summary>
internal static class ShakingClips
{
    private static readonly double[] s_reaches = [0, 8, 16, 32, 48]; // pixels of a picture 640 wide
    private static readonly EventStream s_identity = new("bench", "street", new MediaFile("street.mp4", new string('0', 64), new string('0', 32), null), new("nano", new string('0', 64)));
    private static readonly Prompt s_prompt = Prompt.Of(["person"], 0.5f, 0.35f);

    public static async Task PrintAsync()
    {
        var folder = Directory.CreateTempSubdirectory("glip-bench-").FullName;
        using var detector = GlipDetector.Open(ModelPackage.Open(Path.Combine(Installation.Home, "models", "nano")));
        Console.WriteLine();
        Console.WriteLine("| the demo clip shakes by up to | tracks begun, not measured | measured | events, not measured | measured | frames that pass the motion gate |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var reach in s_reaches)
        {
            var clip = TestMedia.Make(
                Path.Combine(folder, "clip.mp4"), "-i", Path.Combine(Installation.Home, "demo", "street.mp4"),
                "-vf", Text($"crop=640:464:64+{reach}*sin(n*1.1):56+{reach * 0.7}*sin(n*1.7):exact=1"), "-c:v", "libx264", "-preset", "veryfast", "-crf", "24");
            await PrintAsync(Text($"{reach} px"), clip, detector).ConfigureAwait(false);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task PrintAsync(string name, string clip, GlipDetector detector)
    {
        var (without, with, motion, gate, passed, frames) = (new Follower(), new Follower(), new CameraMotion(), new MotionGate(new()), 0, 0);
        var prompt = detector.Prepare(s_prompt);
        var source = await FileSource.OpenAsync(new FfmpegProcess(), clip, new() { StreamId = "street", Resize = detector.Resize }, CancellationToken.None).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            await foreach (var frame in source.ReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                using (frame)
                {
                    motion.Measure(frame);
                    passed += gate.Look(frame, tracksAlive: false) == GateDecision.Motion ? 1 : 0;
                    var detected = detector.Detect([new DetectionRequest(frame, prompt)], CancellationToken.None)[0];
                    without.Update(detected with { Header = frame.Header with { View = null } });
                    with.Update(detected with { Header = frame.Header });
                    frames++;
                }
            }
        }

        Console.WriteLine(Text($"| {name} | {without.Tracks} | {with.Tracks} | {without.Events} | {with.Events} | {100.0 * passed / frames:0} % |"));
    }

    private sealed class Follower
    {
        private readonly OcSortTracker _tracker = new(new TrackerOptions());
        private readonly EventEngine _events = new(s_identity, s_prompt, new EventOptions());

        public int Tracks => _tracker.LastId;

        public int Events { get; private set; }

        public void Update(DetectedFrame frame) => Events += _events.Update(_tracker.Update(frame)).Events.Count(e => e.Type == EventType.Start);
    }
}
