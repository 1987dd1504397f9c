using System.Runtime.CompilerServices;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Finds out which device decodes on this machine, by letting each decode a small picture.</summary>
internal static class DecodeProbe
{
    private static readonly DecodeDevice[] s_devices = [DecodeDevice.Cuda, DecodeDevice.Vaapi, DecodeDevice.Qsv];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly Lock s_lock = new();
    private static readonly ConditionalWeakTable<IFfmpeg, Task<DecodeDevice>> s_found = [];

    /// <summary>A grey picture of 256 by 256 pixels, H.264, made by x264.</summary>
    private static readonly byte[] s_picture = Convert.FromBase64String(
        "AAAAAWdkABWscgRBAIbARAAAAwAEAAADAMg8WLYRgAAAAAFo6EOPLIsAAAFliIEABX/+9nN8JXJY43mS9yy/LoSXL9iDB9cTsHo/7H27KszDdAAACjAUHEDAVzkib9fkoQ==");

    /// <summary>The first of the devices that works, else the processor. Looks once; who asks first is told the result in a line.</summary>
    public static async Task<DecodeDevice> OnceAsync(IFfmpeg ffmpeg, Action<string> notice, CancellationToken cancellationToken)
    {
        bool isFirst;
        Task<DecodeDevice>? found;
        lock (s_lock)
        {
            isFirst = !s_found.TryGetValue(ffmpeg, out found);
            found ??= FindAsync(ffmpeg);
            s_found.AddOrUpdate(ffmpeg, found);
        }

        var device = await found.WaitAsync(cancellationToken);
        if (isFirst)
        {
            notice(device == DecodeDevice.Cpu
                ? "pictures are decoded by the processor: no graphics device was found that decodes (cuda, vaapi, qsv)"
                : $"pictures are decoded by {device.ToString().ToLowerInvariant()}");
        }

        return device;
    }

    /// <summary>Tries all devices.</summary>
    public static async Task<DecodeDevice> FindAsync(IFfmpeg ffmpeg)
    {
        var works = await Task.WhenAll(s_devices.Select(device => WorksAsync(ffmpeg, device)));
        return works.Contains(true) ? s_devices[works.IndexOf(true)] : DecodeDevice.Cpu;
    }

    private static async Task<bool> WorksAsync(IFfmpeg ffmpeg, DecodeDevice device)
    {
        string[] arguments =
        [
            .. FfmpegMessage.Levels("error"), "-nostdin", .. DecodePath.Arguments(device), "-f", "h264", "-i", "pipe:0",
            "-vf", DecodePath.Scale(device, new ResizeRule(128, 128)), "-f", "null", "-",
        ];
        await using var run = ffmpeg.Start(FfmpegProgram.Ffmpeg, arguments);
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await run.Input.WriteAsync(s_picture, patience.Token);
            await run.Input.DisposeAsync();
            return await run.WaitAsync(patience.Token) == 0;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
