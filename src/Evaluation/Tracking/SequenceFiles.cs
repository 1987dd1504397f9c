using Glip.Core;

namespace Glip.Evaluation;

/// <summary>The files of a sequence.</summary>
/// <param name="Name">Name of the sequence.</param>
/// <param name="Truth">Its ground truth.</param>
/// <param name="Tracks">What a tracker found.</param>
public sealed record SequenceFiles(string Name, string Truth, string Tracks)
{
    private const string Extension = ".txt";

    /// <summary>
    /// Finds what belongs together. Folders of ground truth hold <c>NAME/gt/gt.txt</c>, or else <c>NAME.txt</c>; folders of tracks hold <c>NAME.txt</c>, and what else
    /// is in them is not looked at.
    /// </summary>
    /// <param name="truth">A file, or a folder.</param>
    /// <param name="tracks">The same of the two.</param>
    /// <returns>By name; at least one.</returns>
    /// <exception cref="ConfigurationException">There is nothing, or the tracks of a sequence are missing.</exception>
    public static IReadOnlyList<SequenceFiles> Find(string truth, string tracks)
    {
        Expect(truth, "ground truth");
        Expect(tracks, "tracks");
        if (Directory.Exists(truth) != Directory.Exists(tracks))
        {
            throw new ConfigurationException($"one of '{truth}' and '{tracks}' is a folder; expected two files, or two folders");
        }

        return Directory.Exists(truth) ? FindAll(truth, tracks) : [new(NameOf(truth), truth, tracks)];
    }

    /// <summary>Reads both files and scores them.</summary>
    /// <exception cref="ConfigurationException">A file cannot be read, or a line in it is wrong.</exception>
    public TrackingScore Score()
    {
        var frames = SequenceInfo.Beside(Truth).Frames ?? MotFile.MaxFrame;
        return TrackingScore.Of(Name, MotFile.ReadTruth(Truth, frames), MotFile.ReadTracks(Tracks, frames));
    }

    private static void Expect(string path, string content)
    {
        if (!Path.Exists(path))
        {
            throw new ConfigurationException($"'{path}' does not exist; expected a file of {content}, or a folder of such files");
        }
    }

    private static List<SequenceFiles> FindAll(string truths, string tracks)
    {
        var files = Directory.EnumerateDirectories(truths).Select(folder => Path.Combine(folder, "gt", "gt.txt")).Where(File.Exists).ToList();
        files = files.Count > 0 ? files : [.. Directory.EnumerateFiles(truths, "*" + Extension)];
        if (files.Count == 0)
        {
            throw new ConfigurationException($"there is no ground truth in '{truths}'; expected NAME/gt/gt.txt or NAME.txt for each sequence");
        }

        return [.. files.Select(file => new SequenceFiles(NameOf(file), file, TracksOf(NameOf(file), tracks))).OrderBy(files => files.Name, StringComparer.Ordinal)];
    }

    private static string TracksOf(string name, string folder) => Path.Combine(folder, name + Extension) is var path && File.Exists(path)
        ? path
        : throw new ConfigurationException($"sequence '{name}' has no tracks: '{path}' does not exist; expected a file, which may be empty");

    private static string NameOf(string truth)
    {
        var full = Path.GetFullPath(truth);
        var folder = Path.GetDirectoryName(full)!;
        var isInSequence = Path.GetFileName(full) == "gt.txt" && Path.GetFileName(folder) == "gt";
        return isInSequence ? Path.GetFileName(Path.GetDirectoryName(folder)!) : Path.GetFileNameWithoutExtension(full);
    }
}
