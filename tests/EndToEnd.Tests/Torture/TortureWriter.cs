using System.Diagnostics;
using Glip.Core;
using Glip.Sinks;

namespace Glip.EndToEnd.Tests;

/// <summary>A camera with up to three tracks at a time: brings the messages of a frame, waits for their numbers, and says so.</summary>
/// <param name="outbox">Takes the messages.</param>
/// <param name="log">Where it is said.</param>
/// <param name="stream">Name of the camera; it goes on where the outbox is.</param>
/// <param name="messages">How many messages it brings in all its lives, about.</param>
/// <param name="rate">Messages a second.</param>
internal sealed class TortureWriter(Outbox outbox, TortureLog log, string stream, int messages, double rate)
{
    private const int MostTracks = 3;

    private readonly Random _random = new();
    private readonly List<(Guid Event, int Track)> _open = [];
    private int _track;

    public async Task RunAsync()
    {
        var known = outbox.Streams.GetValueOrDefault(stream);
        var (first, last) = (known?.LastSeq ?? 0, known?.LastSeq ?? 0);
        _track = (int)(known?.LastTrackId ?? 0);
        var since = Stopwatch.GetTimestamp();
        while (last < messages)
        {
            last = await BringAsync([.. Frame()]).ConfigureAwait(false);
            var ahead = TimeSpan.FromSeconds((last - first) / rate) - Stopwatch.GetElapsedTime(since);
            await Task.Delay(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero).ConfigureAwait(false);
        }

        await BringAsync([.. _open.Select(open => Message(EventType.End, open))]).ConfigureAwait(false);
    }

    private IEnumerable<PhraseEvent> Frame()
    {
        foreach (var open in _open.ToList())
        {
            var ends = _random.Next(8) == 0;
            yield return Message(ends ? EventType.End : EventType.Update, open);
            _open.RemoveAll(each => ends && each == open);
        }

        if (_open.Count < MostTracks && (_open.Count == 0 || _random.Next(4) == 0))
        {
            _open.Add((Guid.CreateVersion7(), ++_track));
            yield return Message(EventType.Start, _open[^1]);
        }
    }

    private PhraseEvent Message(EventType type, (Guid Event, int Track) open) => SyntheticEvents.Message(type, open.Event, open.Track, stream);

    /// <returns>The last number.</returns>
    private async Task<long> BringAsync(IReadOnlyList<PhraseEvent> frame)
    {
        log.Try(frame);
        var numbered = await outbox.EnqueueAsync([.. frame]).ConfigureAwait(false);
        log.Confirm(numbered);
        return numbered.IsEmpty ? 0 : numbered[^1].Seq;
    }
}
