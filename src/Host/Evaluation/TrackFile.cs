using System.Text;
using Glip.Core;
using Glip.Evaluation;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Where tracks are written, one row a line.</summary>
internal static class TrackFile
{
    /// <summary>Makes the folders of a file of tracks.</summary>
    /// <param name="path">The file.</param>
    /// <param name="detections">The file that is read, which must be another one.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="ConfigurationException">It cannot be written.</exception>
    public static string Prepare(string path, string detections) => Path.GetFullPath(path) == Path.GetFullPath(detections)
        ? throw new ConfigurationException($"--out '{path}' would replace the detections; expected another file")
        : OutputFile.Prepare(path, "tracks");

    public static async Task<int> PrintAsync(IEnumerable<MotRow> rows)
    {
        foreach (var row in rows)
        {
            await Console.Out.WriteAsync(Line(row)).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    public static async Task<int> WriteAsync(string path, IReadOnlyCollection<MotRow> rows, CancellationToken cancellationToken)
    {
        await OutputFile.WriteAsync(path, Encoding.ASCII.GetBytes(string.Concat(rows.Select(Line))), cancellationToken).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(FormattableString.Invariant($"{rows.DistinctBy(row => row.Id).Count()} tracks, {rows.Count} boxes")).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static string Line(MotRow row) => MotFile.TrackLine(row) + "\n";
}
