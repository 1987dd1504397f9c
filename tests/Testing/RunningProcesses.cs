using System.Diagnostics;
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

    /// <summary>Numbers of the processes that a process has started and not seen the end of, zombies too.</summary>
    public static IReadOnlyList<int> ChildrenOf(int process) =>
        [.. Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task"))
            .SelectMany(task => Read(task, "children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture))];

    /// <summary>Whether a process has a TCP connection to a port of this machine.</summary>
    public static bool IsConnectedTo(int process, int port)
    {
        var remote = string.Create(CultureInfo.InvariantCulture, $"0100007F:{port:X4}");
        var sockets = File.ReadLines("/proc/net/tcp").Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[2] == remote).Select(columns => $"socket:[{columns[9]}]").ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd"))
            .Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
    }

    /// <summary>What everybody on the machine can see of how a process was started.</summary>
    public static string ArgumentsOf(int process) => Read(process.ToString(CultureInfo.InvariantCulture), "cmdline").Replace('\0', ' ');

    /// <summary>Open files, pipes and sockets of a process.</summary>
    public static int HandlesOf(int process) => Directory.GetFiles(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd")).Length;

    /// <summary>Sends a signal by its name, such as <c>KILL</c>.</summary>
    public static void Signal(int process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

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
