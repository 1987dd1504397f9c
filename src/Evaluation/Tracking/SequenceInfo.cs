using System.Globalization;
using Glip.Core;

namespace Glip.Evaluation;

/// <summary>What <c>seqinfo.ini</c> tells of a sequence of MOTChallenge; null is what it does not tell.</summary>
/// <param name="Frames">Number of frames.</param>
/// <param name="FramesPerSecond">Rate of the video.</param>
/// <param name="Width">Width of the images, in pixels.</param>
/// <param name="Height">Height of the images, in pixels.</param>
public sealed record SequenceInfo(int? Frames, double? FramesPerSecond, int? Width, int? Height)
{
    private const string FileName = "seqinfo.ini";
    private const int LargestSide = 1 << 16;

    /// <summary>Reads the <c>seqinfo.ini</c> that belongs to <c>gt/gt.txt</c> or <c>det/det.txt</c>: in the folder above theirs.</summary>
    /// <returns>All null when there is none.</returns>
    /// <exception cref="ConfigurationException">It cannot be read, or a number in it is wrong.</exception>
    public static SequenceInfo Beside(string motFile)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(motFile))!;
        var path = Path.Combine(folder, "..", FileName);
        return Path.GetFileName(folder) is "gt" or "det" && File.Exists(path) ? Read(Path.GetFullPath(path)) : new(null, null, null, null);
    }

    private static SequenceInfo Read(string path)
    {
        try
        {
            var values = File.ReadLines(path).Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries)).Where(parts => parts.Length == 2)
                .GroupBy(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase)
                .ToDictionary(group => group.Key, group => group.Last(), StringComparer.OrdinalIgnoreCase);
            return new(
                (int?)Number("seqLength", MotFile.MaxFrame, whole: true), Number("frameRate", 1000, whole: false),
                (int?)Number("imWidth", LargestSide, whole: true), (int?)Number("imHeight", LargestSide, whole: true));

            double? Number(string name, int most, bool whole) => values.TryGetValue(name, out var text) ? Parse(path, name, text, most, whole) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"'{path}' cannot be read ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static double Parse(string path, string name, string text, int most, bool whole) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= most && (!whole || double.IsInteger(value))
            ? value
            : throw new ConfigurationException(
                string.Create(CultureInfo.InvariantCulture, $"{path}: {name} is '{text}'; expected a {(whole ? "whole " : string.Empty)}number above 0, at most {most}"));
}
