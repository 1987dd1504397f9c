using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Runs ffmpeg and ffprobe as processes of their own.</summary>
public sealed class FfmpegProcess : IFfmpeg
{
    private readonly string _searchPath;

    /// <summary>Finds the programs on PATH.</summary>
    public FfmpegProcess()
        : this(Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
    {
    }

    internal FfmpegProcess(string searchPath) => _searchPath = searchPath;

    public IFfmpegRun Start(FfmpegProgram program, IReadOnlyList<string> arguments, Func<string, bool>? takesLine = null, IReadOnlyCollection<string>? secrets = null)
    {
        var name = program == FfmpegProgram.Ffmpeg ? "ffmpeg" : "ffprobe";
        var path = Find(name) ?? throw new MissingPartException(
            $"the program '{name}' is not installed (not found on PATH); expected ffmpeg 5.1 or newer: run 'sudo apt-get install ffmpeg'");

        // A session of its own: Ctrl-C in the terminal reaches this program only, which then ends ffmpeg in order.
        var start = new ProcessStartInfo("setsid", [path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        try
        {
            return new FfmpegRun(Process.Start(start)!, takesLine, new Redaction(secrets ?? []));
        }
        catch (Win32Exception e)
        {
            throw new MissingPartException($"the program 'setsid' cannot be started ({e.Message}); expected it from the package util-linux", e);
        }
    }

    private string? Find(string name) => _searchPath
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.GetFullPath(Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
