using System.Diagnostics;
using System.Globalization;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>Many cameras for a long time, with faults at random: does memory grow, does everything come back, is every frame accounted for?</summary>
internal sealed class CameraSoak : IAsyncDisposable
{
    private const int Cameras = 16;
    private const int MinuteToCompareWith = 3;

    private readonly Random _random = new(1);
    private readonly TestCameras _cameras;
    private readonly TcpProxy[] _networks;
    private readonly CameraService _service;
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private int _faults;

    private CameraSoak(TestCameras cameras, TcpProxy[] networks, CameraService service)
    {
        (_cameras, _networks, _service) = (cameras, networks, service);
    }

    public static async Task<int> RunAsync(double minutes)
    {
        var cameras = await TestCameras.StartAsync().ConfigureAwait(false);
        foreach (var i in Enumerable.Range(0, Cameras))
        {
            await cameras.AddAsync($"/c{i}", i % 2 == 0 ? CameraClips.Street : CameraClips.Small).ConfigureAwait(false);
        }

        TcpProxy[] networks = [.. Enumerable.Range(0, Cameras).Select(_ => new TcpProxy(cameras.Port))];
        var service = await CameraService.StartAsync(
            [.. Enumerable.Range(0, Cameras).Select(i => $"{{ id: c{i}, source: '{cameras.Url($"/c{i}", networks[i])}', prompt: person, fps: 5, stall_after: 5s }}")]).ConfigureAwait(false);
        var soak = new CameraSoak(cameras, networks, service);
        await using var end = soak.ConfigureAwait(false);
        return await soak.RunForAsync(TimeSpan.FromMinutes(minutes)).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync().ConfigureAwait(false);
        await _cameras.DisposeAsync().ConfigureAwait(false);
        foreach (var network in _networks)
        {
            await network.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<int> RunForAsync(TimeSpan length)
    {
        var resident = new List<(double Minute, double Mebibytes)>();
        Console.Out.WriteLine("minute   resident MiB   managed MiB   handles   decoders   online   faults");
        while (_time.Elapsed < length)
        {
            await SpendAMinuteAsync(quiet: length - _time.Elapsed < TimeSpan.FromMinutes(2)).ConfigureAwait(false);
            resident.Add((_time.Elapsed.TotalMinutes, Tell()));
        }

        await Waiting.UntilAsync(() => Online() == Cameras).ConfigureAwait(false);
        await _cameras.StopAsync().ConfigureAwait(false);
        await Waiting.UntilAsync(() => Online() == 0).ConfigureAwait(false);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slope after minute {MinuteToCompareWith}: {Trend.Slope([.. resident.Where(point => point.Minute >= MinuteToCompareWith)]):+0.00;-0.00} MiB a minute"));
        return TellFrames() ? 0 : 1;
    }

    /// <summary>A fault every three seconds or so, each repaired within some seconds; none towards the end.</summary>
    private async Task SpendAMinuteAsync(bool quiet)
    {
        for (var i = 0; i < 20; i++)
        {
            var (camera, seconds) = (_random.Next(Cameras), _random.Next(1, 12));
            await Task.Delay(TimeSpan.FromSeconds(3)).ConfigureAwait(false);
            if (!quiet)
            {
                _faults++;
                await BreakAsync(camera, seconds).ConfigureAwait(false);
            }
            else
            {
                await RepairAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task BreakAsync(int camera, int choice)
    {
        var (path, network) = ($"/c{camera}", _networks[camera]);
        Func<Task>[] faults =
        [
            () => _cameras.FreezeAsync(path),
            () => _cameras.ThawAsync(path),
            () => _cameras.SendGarbageAsync(path, 10),
            () => _cameras.DropAsync(path),
            () => _cameras.JumpAsync(path, TimeSpan.FromMinutes(10)),
            () => _cameras.PlayAsync(path, _random.Next(2) == 0 ? CameraClips.Large : CameraClips.Street),
            () => Task.Run(network.Cut),
            () => Task.Run(network.Freeze),
            () => Task.Run(network.Restore),
            () => Task.Run(network.Refuse),
            RepairAsync,
        ];
        await faults[choice % faults.Length]().ConfigureAwait(false);
    }

    private async Task RepairAsync()
    {
        for (var i = 0; i < Cameras; i++)
        {
            _networks[i].Restore();
            await _cameras.ThawAsync($"/c{i}").ConfigureAwait(false);
        }
    }

    private int Online() => Enumerable.Range(0, Cameras).Count(i => _service.StateOf($"c{i}") == "online");

    private double Tell()
    {
        var mebibytes = _service.ResidentMebibytes();
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_time.Elapsed.TotalMinutes,6:0} {mebibytes,14:0.0} {Managed(),13:0.0} {RunningProcesses.HandlesOf(_service.Program.Id),9} {_service.Decoders().Count,10} {Online(),8} {_faults,8}"));
        return mebibytes;
    }

    private double Managed() => _service.Get("/metrics").Split('\n')
        .Where(line => line.StartsWith("dotnet_gc_heap_bytes ", StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture) / (1 << 20));

    private bool TellFrames()
    {
        var exact = true;
        Console.Out.WriteLine("stream   in = analysed + gated + dropped   reconnects");
        for (var i = 0; i < Cameras; i++)
        {
            double Of(string name) => _service.Metric($"glip_{name}_total", $"c{i}");
            var (received, analysed, gated, dropped) = (Of("frames_in"), Of("frames_analysed"), Of("frames_gated"), Of("frames_dropped"));
            exact &= received == analysed + gated + dropped;
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"c{i,-6} {received} {(received == analysed + gated + dropped ? "=" : "≠")} {analysed} + {gated} + {dropped} {Of("stream_reconnects"),12}"));
        }

        return exact;
    }
}
