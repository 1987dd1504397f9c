using System.Globalization;
using Glip.Core;
using Glip.Evaluation;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>Detections of a file of MOTChallenge as the frames that a detector would have made.</summary>
internal sealed class DetectionFile
{
    private const double DefaultRate = 30;
    private const double HighestRate = 1000;

    private readonly ILookup<int, MotRow> _rows;
    private readonly int _frames;
    private readonly double _rate;
    private readonly ImageSize _size;
    private readonly DetectionScores _scores;
    private readonly Dictionary<int, Phrase> _phrases = [];

    private DetectionFile(IReadOnlyCollection<MotRow> rows, DetectionScores scores, int frames, double rate, ImageSize size)
    {
        _rows = rows.ToLookup(row => row.Frame);
        _scores = scores;
        _frames = frames;
        _rate = rate;
        _size = size;
    }

    /// <param name="path">The file; a <c>seqinfo.ini</c> beside it is used for what is not given.</param>
    /// <param name="least">Lowest confidence that is used; null for all.</param>
    /// <param name="rate">Frames in a second; null when not given.</param>
    /// <param name="size">Width and height in pixels, such as <c>1920x1080</c>; null when not given.</param>
    /// <exception cref="ConfigurationException">The file or an argument is wrong.</exception>
    public static DetectionFile Read(string path, double? least, double? rate, string? size)
    {
        if (rate is not (null or (> 0 and <= HighestRate)))
        {
            throw new ConfigurationException(FormattableString.Invariant($"--fps is {rate}; expected a number above 0, at most {HighestRate}"));
        }

        var given = size is null ? default(ImageSize?) : ParseSize(size);
        var info = SequenceInfo.Beside(path);
        var all = MotFile.ReadDetections(path, info.Frames ?? MotFile.MaxFrame);
        var used = all.Where(row => !(row.Confidence < least) && row.Box is { Width: > 0, Height: > 0 }).ToList();
        var known = info is { Width: { } width, Height: { } height } ? new ImageSize(width, height) : Reach(used);
        var frames = info.Frames ?? all.Select(row => row.Frame).DefaultIfEmpty().Max();
        return new(used, new(all.Select(row => row.Confidence), least), frames, rate ?? info.FramesPerSecond ?? DefaultRate, given ?? known);
    }

    /// <summary>The options that take up every detection which the file is to give.</summary>
    public TrackerOptions Fit(TrackerOptions options) => _scores.Fit(options);

    /// <summary>All frames from the first, those without detections too.</summary>
    public IEnumerable<DetectedFrame> Frames() => Enumerable.Range(1, _frames).Select(frame =>
    {
        var time = TimeSpan.FromSeconds((frame - 1) / _rate);
        var header = new FrameHeader("detections", frame - 1, time, DateTimeOffset.UnixEpoch + time, _size.Width, _size.Height);
        return new DetectedFrame(header, [.. _rows[frame].Select(Detection).OrderByDescending(detection => detection.Score)]);
    });

    /// <summary>Pixels count from 1 in the file, and from 0 in the program.</summary>
    private Detection Detection(MotRow row)
    {
        var (left, top) = (row.Box.Left - 1, row.Box.Top - 1);
        var box = new BoundingBox((float)left, (float)top, (float)(left + row.Box.Width), (float)(top + row.Box.Height));
        return new(box, PhraseOf(row.Class ?? 0), _scores.Of(row.Confidence));
    }

    /// <param name="number">0 for none.</param>
    private Phrase PhraseOf(int number)
    {
        if (!_phrases.TryGetValue(number, out var phrase))
        {
            phrase = new(number == 0 ? "object" : FormattableString.Invariant($"class {number}"));
            _phrases.Add(number, phrase);
        }

        return phrase;
    }

    private static ImageSize Reach(IReadOnlyCollection<MotRow> rows) => new(
        (int)Math.Ceiling(rows.Select(row => row.Box.Right - 1).Append(1).Max()), (int)Math.Ceiling(rows.Select(row => row.Box.Bottom - 1).Append(1).Max()));

    private static ImageSize ParseSize(string text)
    {
        var sides = text.Split('x').Select(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) ? pixels : 0).ToList();
        return sides is [> 0, > 0] ? new(sides[0], sides[1]) : throw new ConfigurationException($"--size is '{text}'; expected width and height in pixels, such as 1920x1080");
    }
}
