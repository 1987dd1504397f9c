namespace Glip.Host;

/// <summary>Thresholds from quiet footage.</summary>
/// <param name="File">What <c>glip calibrate</c> writes; it may not be there yet.</param>
/// <param name="Wanted">False alarms of each phrase that are put up with.</param>
internal sealed record CalibrationSettings(string File, AlarmRate Wanted)
{
    /// <summary>Name of a thresholds file that is not named otherwise.</summary>
    public static string UsualName(string streamId) => $"{streamId}.thresholds.json";

    /// <param name="value">Null when there is none.</param>
    /// <param name="folder">What relative paths start at.</param>
    /// <param name="streamId">Name of the stream.</param>
    public static CalibrationSettings? Read(YamlValue? value, string folder, string streamId)
    {
        if (value?.Section() is not { } section)
        {
            return null;
        }

        var file = section.Optional("file")?.Text() ?? UsualName(streamId);
        var wanted = section.Optional("false_alarms");
        var rate = wanted?.Text() is { } text ? AlarmRate.Parse(text) : AlarmRate.OnceADay;
        if (rate is null)
        {
            wanted!.Problem($"is '{wanted.Text()}'; expected {AlarmRate.Expected}");
        }

        section.RefuseOthers();
        return new CalibrationSettings(Path.GetFullPath(Path.Combine(folder, file)), rate ?? AlarmRate.OnceADay);
    }
}
