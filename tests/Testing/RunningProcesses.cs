using System.Globalization;

namespace Glip.Testing;

/// <summary>Looks for processes in <c>/proc</c>.</summary>
public static class RunningProcesses
{
    /// <summary>Numbers of the processes that were started with an argument which contains a text.</summary>
    public static IReadOnlyList<int> WithArgument(string text) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Where(name => Read(name!, "cmdline").Contains(text, StringComparison.Ordinal))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))];

    /// <summary>Whether a process is there, be it only as a zombie.</summary>
    public static bool Exists(int process) => Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}"));

    /// <summary>The session that a process belongs to: that of its terminal, or its own.</summary>
    public static int SessionOf(int process) =>
        int.Parse(Read(process.ToString(CultureInfo.InvariantCulture), "stat").Split(' ')[5], CultureInfo.InvariantCulture);

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine("/proc", process, file));
        }
        catch (IOException)
        {
            return string.Empty; // it has ended
        }
    }
}
