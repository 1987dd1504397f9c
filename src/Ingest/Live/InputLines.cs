using System.Globalization;
using System.Text.RegularExpressions;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>The lines in which ffmpeg describes its input, once it is open.</summary>
internal sealed partial class InputLines
{
    private const double HighestRate = 1000; // a time base in disguise
    private bool _isInput;
    private SourceInfo? _video;
    private TimeSpan? _duration;

    /// <summary>Whether a video stream was found.</summary>
    public bool HasVideo => Volatile.Read(ref _video) is not null;

    /// <summary>Name of the codec; empty before that.</summary>
    public string Codec => Volatile.Read(ref _video)?.Codec ?? string.Empty;

    public SourceInfo Describe(ImageSize size) => (Volatile.Read(ref _video) ?? new(size, null, null, string.Empty, 0, null)) with { Size = size, Duration = _duration };

    /// <summary>Looks at every line of the log; those of the outputs are like those of the input.</summary>
    public void Take(string line)
    {
        if (!line.StartsWith("[info] ", StringComparison.Ordinal))
        {
            return;
        }

        _isInput = line.StartsWith("[info] Input #0", StringComparison.Ordinal) || (_isInput && line.StartsWith("[info]  ", StringComparison.Ordinal));
        if (_isInput && Duration().Match(line) is { Success: true } duration)
        {
            _duration = TimeSpan.FromSeconds((Number(duration, "hours") * 3600) + (Number(duration, "minutes") * 60) + Number(duration, "seconds"));
        }
        else if (_isInput && !HasVideo && Video().Match(line) is { Success: true } video)
        {
            Volatile.Write(ref _video, Read(video, line));
        }
    }

    private static SourceInfo Read(Match video, string line) => new(
        default, Rate(line), null, video.Groups["codec"].Value, int.Parse(video.Groups["index"].Value, CultureInfo.InvariantCulture), null);

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static double? Rate(string line) => AverageRate().Match(line) is { Success: true } match
        && double.TryParse(match.Groups["rate"].Value, CultureInfo.InvariantCulture, out var rate)
        && rate is > 0 and < HighestRate ? rate : null;

    [GeneratedRegex(@"^\[info\]   Duration: (?<hours>\d{2,6}):(?<minutes>\d\d):(?<seconds>\d\d\.\d{1,6}),", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duration();

    [GeneratedRegex(@"^\[info\]   Stream #0:(?<index>\d{1,4})[^ ]*: Video: (?<codec>\w+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Video();

    [GeneratedRegex(@", (?<rate>[\d.]+) (?:fps|tbr),", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AverageRate();
}
