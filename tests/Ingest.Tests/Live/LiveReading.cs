using Glip.Core;

namespace Glip.Ingest.Tests;

/// <summary>Reads live sources.</summary>
internal static class LiveReading
{
    public static LiveSource Source(LiveSourceOptions options, FrameCounters? counters = null, TimeProvider? time = null, Action<string>? notice = null) =>
        new(new FfmpegProcess(), options, counters ?? new FrameCounters(options.StreamId), time ?? TimeProvider.System, notice);

    public static LiveSourceOptions Options(string address) =>
        new() { StreamId = "gate", Address = SourceAddress.Parse(address, "/"), Decode = DecodeDevice.Cpu };

    /// <summary>Copies the next frames of a connection; fewer when it ends before.</summary>
    public static async Task<List<ClipFrame>> TakeAsync(this LiveConnection connection, int frames)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var taken = new List<ClipFrame>();
        await foreach (var frame in connection.ReadAsync(patience.Token))
        {
            using (frame)
            {
                taken.Add(new ClipFrame(frame.Header, frame.Size, frame.Pixels.ToArray()));
            }

            if (taken.Count == frames)
            {
                break;
            }
        }

        return taken;
    }

    /// <summary>Opens a connection, copies its next frames, and closes it.</summary>
    public static async Task<List<ClipFrame>> TakeAsync(this LiveSource source, int frames)
    {
        await using var connection = source.Connect();
        return await connection.TakeAsync(frames);
    }
}
