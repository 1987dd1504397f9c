using System.Runtime.InteropServices;

namespace Glip.Bench;

/// <summary>Processor time of this process, and of the programs it started that have ended.</summary>
internal static partial class ProcessorTime
{
    private const int Self = 0;
    private const int Children = -1;

    public static double OwnSeconds => Seconds(Self);

    public static double ChildSeconds => Seconds(Children);

    private static double Seconds(int who)
    {
        var usage = new long[18]; // struct rusage: two timevals, then fourteen longs
        if (GetUsage(who, usage) != 0)
        {
            throw new InvalidOperationException("getrusage failed.");
        }

        return usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, [Out] long[] usage);
}
