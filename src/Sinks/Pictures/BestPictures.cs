using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// Keeps the picture in which each track of a stream looks best, and gives it to the track's events. A frame is copied once,
/// however many tracks want it, and encoded only for an event that is published after the picture has changed.
/// One per stream; used by one thread at a time.
/// </summary>
public sealed class BestPictures
{
    private const long MostPixelBytes = 64 << 20; // about 50 frames of 800x600

    private readonly SnapshotOptions _options;
    private readonly AnnotatedJpeg _annotated;
    private readonly IJpegCodec _codec;
    private readonly Dictionary<int, Shot> _shots = [];

    public BestPictures(ICanvas canvas, IJpegCodec codec, SnapshotOptions options)
        : this(canvas, codec, options, MostPixelBytes)
    {
    }

    internal BestPictures(ICanvas canvas, IJpegCodec codec, SnapshotOptions options, long mostPixelBytes)
    {
        _options = options;
        _annotated = new AnnotatedJpeg(canvas, codec);
        _codec = codec;
        Store = new PictureStore(codec, mostPixelBytes);
    }

    internal PictureStore Store { get; }

    /// <summary>Keeps the frame for the tracks that look best in it, and adds their pictures to the events.</summary>
    /// <param name="frame">The frame of the report; borrowed.</param>
    /// <param name="report">What the frame brought.</param>
    public FrameReport Attach(Frame frame, FrameReport report)
    {
        KeptPicture? picture = null;
        foreach (var (trackId, best) in report.BestShots)
        {
            Forget(trackId); // first, so that its buffer serves again
            picture ??= Store.Copy(frame);
            picture.Users++;
            _shots[trackId] = new Shot(best, picture);
        }

        return Attach(report);
    }

    /// <summary>Adds the kept pictures to the events of a report that has no frame, such as the last one.</summary>
    public FrameReport Attach(FrameReport report)
    {
        var result = report.Events.IsEmpty ? report : report with { Events = [.. report.Events.Select(WithSnapshot)] };
        foreach (var trackId in report.Forgotten)
        {
            Forget(trackId);
        }

        return result;
    }

    private PhraseEvent WithSnapshot(PhraseEvent phraseEvent)
    {
        if (!_shots.TryGetValue(phraseEvent.TrackId, out var shot) || shot.Best.Frame.Index != phraseEvent.Best.Frame.Index)
        {
            return phraseEvent; // no picture is better than that of another frame
        }

        shot.Jpeg ??= Encode(phraseEvent.TrackId, shot);
        var path = _options.Folder is { } folder ? $"{folder}/{phraseEvent.Stream.StreamId}/{phraseEvent.EventId}.jpg" : null;
        return phraseEvent with { Snapshot = new Snapshot(path, shot.Jpeg) };
    }

    private byte[] Encode(int trackId, Shot shot)
    {
        var size = shot.Picture.Size;
        var box = LabelledBox.Of(trackId, shot.Best).Scale(shot.Best.Frame.Source, size);
        return _annotated.Encode(size, shot.Picture.Open(_codec), _options.Draw ? [box] : []);
    }

    private void Forget(int trackId)
    {
        if (_shots.Remove(trackId, out var shot))
        {
            Store.Release(shot.Picture);
        }
    }

    private sealed class Shot(BestFrame best, KeptPicture picture)
    {
        public BestFrame Best { get; } = best;

        public KeptPicture Picture { get; } = picture;

        /// <summary>Encoded when first published.</summary>
        public byte[]? Jpeg { get; set; }
    }
}
