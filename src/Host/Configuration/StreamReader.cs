using Glip.Core;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>Reads one stream of a configuration.</summary>
/// <param name="folder">What relative paths start at.</param>
/// <param name="prompts">The prompts of the configuration.</param>
internal sealed class StreamReader(string folder, PromptReader prompts)
{
    private const string NotAStream = "instance";
    private const float DefaultEnterThreshold = 0.5f;
    private const float DefaultLeaveThreshold = 0.35f;

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private readonly CameraReader _cameras = new(folder);

    public StreamConfiguration Read(YamlSection section)
    {
        var id = section.Required("id", "the name of the stream") is { } name ? Id(name) : string.Empty;
        var enabled = section.Optional("enabled")?.Flag() ?? true;
        var source = section.Required("source", "the address of a camera, or the path of a video file");
        var fps = section.Optional("fps")?.Number(0.01, 240);
        var place = Source(source);
        var camera = _cameras.Read(section, source, place, id, fps);
        var cameraMotion = section.Optional("camera_motion")?.Flag() ?? false;
        var masks = MaskReader.Read(section.Optional("masks"));
        var regions = RegionReader.Read(section);
        var settings = section.Optional("events")?.Section();
        var (enter, leave) = ReadThresholds(settings);
        var (tracker, events) = ReadTimes(settings);
        settings?.RefuseOthers();
        var calibration = CalibrationSettings.Read(section.Optional("calibration"), folder, id);
        var prompt = prompts.Read(section.Required("prompt", "a name below prompts, or phrases"), new SoughtDefaults(enter, leave, regions));
        section.RefuseOthers();
        return new StreamConfiguration
        {
            Id = id,
            Enabled = enabled,
            Files = camera is null ? Path.GetFullPath(Path.Combine(folder, place ?? string.Empty)) : string.Empty,
            Camera = camera,
            Prompt = prompt!,
            Thresholds = (enter, leave),
            Calibration = calibration,
            FramesPerSecond = fps,
            CameraMotion = cameraMotion,
            Masks = masks,
            Regions = regions,
            Tracker = Fitting(tracker, prompt),
            Events = events,
        };
    }

    private static string Id(YamlValue value)
    {
        var id = ConfigurationReader.Name(value);
        if (id == NotAStream)
        {
            value.Problem($"is '{NotAStream}', which stands for the program in topics; expected another name");
        }

        return id;
    }

    private static string? Source(YamlValue? value)
    {
        var text = value?.Text();
        if (text is not "")
        {
            return text;
        }

        value!.Problem("is empty; expected the address of a camera, or the path of a video file");
        return null;
    }

    private static (float Enter, float Leave) ReadThresholds(YamlSection? section)
    {
        var enter = (float)(section?.Optional("enter_threshold")?.Number(0.01, 1) ?? DefaultEnterThreshold);
        var leaveValue = section?.Optional("leave_threshold");
        var leave = (float)(leaveValue?.Number(0.01, 1) ?? Math.Min(DefaultLeaveThreshold, enter));
        if (leave > enter)
        {
            leaveValue?.Problem("is above enter_threshold; expected at most as much");
        }

        return (enter, Math.Min(leave, enter));
    }

    private static (TrackerOptions Tracker, EventOptions Events) ReadTimes(YamlSection? section)
    {
        var (tracker, events) = (new TrackerOptions(), new EventOptions());
        var age = section?.Optional("max_age")?.Duration(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)) ?? tracker.MaxAge;
        tracker = tracker with { MinHits = (int)(section?.Optional("min_hits")?.Number(1, 100) ?? tracker.MinHits), MaxAge = age };
        events = events with
        {
            InactiveAfter = age,
            MinDuration = section?.Optional("min_duration")?.Duration(TimeSpan.Zero, s_longest) ?? events.MinDuration,
            Cooldown = section?.Optional("cooldown")?.Duration(TimeSpan.Zero, s_longest) ?? events.Cooldown,
            UpdateInterval = section?.Optional("update_interval")?.Duration(TimeSpan.Zero, s_longest) ?? events.UpdateInterval,
            StationaryAfter = section?.Optional("stationary_after")?.Duration(TimeSpan.FromSeconds(1), s_longest) ?? events.StationaryAfter,
            StationaryMaxAge = section?.Optional("stationary_max_age")?.Duration(TimeSpan.Zero, s_longest) ?? events.StationaryMaxAge,
        };
        return (tracker, events);
    }

    /// <summary>The tracker with the scores that a prompt wants. A track must be able to begin at the score at which its phrase is to be told, and to go on as long as the phrase stays active.</summary>
    public static TrackerOptions Fitting(TrackerOptions tracker, Prompt? prompt)
    {
        if (prompt is null)
        {
            return tracker;
        }

        var high = Math.Min(new TrackerOptions().HighScore, prompt.Phrases.Min(phrase => phrase.EnterThreshold));
        return tracker with { HighScore = high, LowScore = Math.Min(high, prompt.Phrases.Min(phrase => phrase.LeaveThreshold)) };
    }
}
