using System.Diagnostics;
using System.Diagnostics.Metrics;
using Glip.Core;

namespace Glip.Host;

/// <summary>What the process itself uses, under the names that Prometheus has for it.</summary>
internal static class ProcessMetrics
{
    private static readonly Meter s_meter = new(StageTimer.MeterName);
    private static readonly double s_startTime = StartTime();

    static ProcessMetrics()
    {
        s_meter.CreateObservableGauge("glip_build_info", () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", Installation.Version)), null, "Always 1; the version of the program.");
        s_meter.CreateObservableGauge("process_resident_memory_bytes", () => Environment.WorkingSet, "By", "Memory of the process that lies in RAM.");
        s_meter.CreateObservableCounter("process_cpu_seconds", () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Time that processors worked for the process.");
        s_meter.CreateObservableGauge("process_open_fds", () => EntriesOf("/proc/self/fd"), null, "Open files, pipes and connections.");
        s_meter.CreateObservableGauge("process_threads", () => EntriesOf("/proc/self/task"), null, "Threads of the process.");
        s_meter.CreateObservableGauge("process_start_time_seconds", () => s_startTime, "s", "Start of the process, in seconds since 1970.");
        s_meter.CreateObservableGauge("dotnet_gc_heap_bytes", () => GC.GetTotalMemory(forceFullCollection: false), "By", "Managed memory in use, with what is not collected yet.");
    }

    /// <summary>Makes the instruments, once for the process.</summary>
    public static void Publish()
    {
        // Calling it runs the static constructor.
    }

    /// <summary>Nothing where there is no such folder, as on other systems than Linux.</summary>
    private static IEnumerable<Measurement<int>> EntriesOf(string folder) =>
        Directory.Exists(folder) ? [new Measurement<int>(Directory.EnumerateFileSystemEntries(folder).Count())] : [];

    private static double StartTime()
    {
        using var process = Process.GetCurrentProcess();
        return (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
    }
}
