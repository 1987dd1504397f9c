using System.Globalization;
using Glip.Core;

namespace Glip.Evaluation;

/// <summary>
/// Text files of MOTChallenge: <c>frame,id,left,top,width,height,conf,class,visibility</c>, one thing in one frame a line, in any order. Six columns are
/// enough, ten the most. Blank lines, a byte order mark and any line end are allowed; an empty file has no rows.
/// </summary>
/// <remarks>Source: A. Milan et al., MOT16: A Benchmark for Multi-Object Tracking, arXiv 1603.00831, section 3.3.</remarks>
public static class MotFile
{
    /// <summary>The highest number of a frame, which is a day at more than 100 frames a second.</summary>
    public const int MaxFrame = 10_000_000;

    private const int NoClass = -1;
    private const int MaxClass = 13;

    /// <summary>Reads ground truth. The seventh column is 0 for what is not considered, the eighth the class from 1 to 13, or -1.</summary>
    /// <param name="path">The file.</param>
    /// <param name="frames">Number of frames of the sequence.</param>
    /// <exception cref="ConfigurationException">The file cannot be read, or a line is wrong.</exception>
    public static IReadOnlyList<MotRow> ReadTruth(string path, int frames = MaxFrame)
    {
        var rows = Read(path, line => new(
            line.Whole(0, "frame", 1, frames), line.Whole(1, "id", 0, int.MaxValue), Box(line), Considered(line), Class(line, MaxClass)));
        return rows.Any(row => row.Class is null) && rows.Any(row => row.Class is not null)
            ? throw new ConfigurationException($"{path}: some rows have a class and some have none; expected all or none to have one")
            : rows;
    }

    /// <summary>Reads what a tracker wrote. What stands after the confidence is not looked at.</summary>
    /// <inheritdoc cref="ReadTruth"/>
    public static IReadOnlyList<MotRow> ReadTracks(string path, int frames = MaxFrame) =>
        Read(path, line => new(line.Whole(0, "frame", 1, frames), line.Whole(1, "id", 0, int.MaxValue), Box(line), Confidence(line), null));

    /// <summary>Reads detections. Their ids are not looked at; the eighth column is the class from 1, or -1.</summary>
    /// <inheritdoc cref="ReadTruth"/>
    public static IReadOnlyList<MotRow> ReadDetections(string path, int frames = MaxFrame) =>
        Read(path, line => new(line.Whole(0, "frame", 1, frames), -1, Box(line), Confidence(line), Class(line, int.MaxValue)));

    /// <summary>The line of a file of tracks: 2 decimals, 4 of the confidence.</summary>
    public static string TrackLine(MotRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Frame},{row.Id},{row.Box.Left:0.00},{row.Box.Top:0.00},{row.Box.Width:0.00},{row.Box.Height:0.00},{row.Confidence:0.0000},-1,-1,-1");

    private static List<MotRow> Read(string path, Func<MotLine, MotRow> parse)
    {
        try
        {
            return ReadRows(path, parse);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var found = Path.Exists(path) ? $"cannot be read ({e.Message.TrimEnd('.')})" : "does not exist";
            throw new ConfigurationException($"'{path}' {found}; expected a text file of MOTChallenge", e);
        }
    }

    private static List<MotRow> ReadRows(string path, Func<MotLine, MotRow> parse)
    {
        List<MotRow> rows = [];
        Dictionary<(int Frame, int Id), int> seen = [];
        foreach (var (index, text) in File.ReadLines(path).Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)))
        {
            var line = new MotLine(path, index + 1, text);
            var row = parse(line);
            if (row.Id >= 0 && !seen.TryAdd((row.Frame, row.Id), index + 1))
            {
                throw line.Error($"frame {row.Frame} has id {row.Id} in line {seen[(row.Frame, row.Id)]} already; expected each id once a frame");
            }

            rows.Add(row);
        }

        return rows;
    }

    private static MotBox Box(MotLine line) => new(line.Place(2, "left"), line.Place(3, "top"), line.Size(4, "width"), line.Size(5, "height"));

    private static double Confidence(MotLine line) => line.Has(6) ? line.Number(6, "conf") : 1;

    private static int Considered(MotLine line) => line.Has(6) ? line.Whole(6, "conf", int.MinValue, int.MaxValue) : 1;

    private static int? Class(MotLine line, int most)
    {
        var number = line.Has(7) ? line.Whole(7, "class", NoClass, most) : NoClass;
        return number switch
        {
            NoClass => null,
            0 => throw line.Error($"class is '0'; expected a class from 1, or {NoClass} for none"),
            _ => number,
        };
    }
}
