using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks.Tests;

/// <summary>Events and reports as the stages before the sinks make them.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Epoch = DateTimeOffset.UnixEpoch;
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 14, 5, 480, TimeSpan.Zero);

    public static EventStream File { get; } = new(
        "nvr1",
        "market_square",
        new MediaFile("archive/2024/market-square.mp4", "0cab1c9617404faf2b24e221e189ca5945813e14d3f766345b09ca13bbe28ffc", "acba25512100f80b56fc3ccd14c65be5", null),
        new ModelIdentity("glip-tiny-t", "8209aac42204ed23b38937bda262826cc946f3ee3b0d882c62025da77cf8c178"));

    public static FrameHeader Header(long index, double seconds = 0, int width = 1920, int height = 1080) =>
        new(File.StreamId, index, TimeSpan.FromSeconds(seconds), Epoch.AddSeconds(seconds), width, height);

    public static EventPhrase Phrase(string text, float score = 0.8f, float? topScore = null) =>
        new(new SoughtPhrase(new Phrase(text), 0.45f, 0.35f), score, topScore ?? score, Active: true);

    /// <summary>A start in a frame of 100 by 80 pixels.</summary>
    public static PhraseEvent Event(int trackId, FrameHeader frame, string phrase = "person", BestFrame? best = null) => new()
    {
        Stream = File,
        EventId = EventId(trackId),
        Seq = trackId,
        Type = EventType.Start,
        Phrases = [Phrase(phrase)],
        TrackId = trackId,
        Box = new(10, 20, 50, 70),
        BoxOrigin = BoxOrigin.Detected,
        Frame = frame,
        StartedAt = frame.CapturedAt,
        Duration = TimeSpan.Zero,
        Best = best ?? Best(frame),
        PromptVersion = 1,
    };

    public static Guid EventId(int trackId) => new(trackId, 0, unchecked((short)0x8000), 0x80, 0, 0, 0, 0, 0, 0, 0);

    public static BestFrame Best(FrameHeader frame, float score = 0.8f) => new(frame, new Phrase("person"), score, new BoundingBox(10, 20, 50, 70));

    public static FrameReport Report(FrameHeader header, params PhraseEvent[] events) => new(header, [], [.. events], [], []);

    public static FrameReport Report(FrameHeader header, ImmutableArray<ReportedTrack> tracks) => new(header, tracks, [], [], []);

    public static ReportedTrack Track(int id, BoundingBox box, BoxOrigin origin = BoxOrigin.Detected, string phrase = "person") =>
        new(id, box, origin, Phrase(phrase), origin == BoxOrigin.Detected ? EventState.Confirmed : EventState.Lost);
}
