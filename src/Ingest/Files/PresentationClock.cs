namespace Glip.Ingest;

/// <summary>Turns times as ffmpeg has them into presentation times: from 0, and rising with every frame.</summary>
/// <param name="start">Where the video begins on ffmpeg's clock; null when unknown.</param>
/// <param name="framesPerSecond">Average rate; null when unknown.</param>
internal sealed class PresentationClock(TimeSpan? start, double? framesPerSecond)
{
    private const double UsualFramesPerSecond = 25; // ffmpeg's own assumption
    private static readonly TimeSpan s_leastStep = TimeSpan.FromMilliseconds(1);

    private readonly TimeSpan _usualStep = TimeSpan.FromSeconds(1 / (framesPerSecond ?? UsualFramesPerSecond));
    private TimeSpan? _origin;
    private TimeSpan? _last;

    /// <summary>Presentation time of the next frame.</summary>
    /// <param name="time">Its time on ffmpeg's clock; null when the file does not say.</param>
    public TimeSpan Next(TimeSpan? time)
    {
        // A file that lost its beginning starts later than it says, and its times stay true.
        // Some formats are shifted so that the video starts at 0, whatever the file says.
        _origin ??= time < start ? time : start ?? time;
        var next = FromOrigin(time) ?? _last + _usualStep ?? TimeSpan.Zero;
        _last = next > _last || _last is null ? next : _last.Value + s_leastStep;
        return _last.Value;
    }

    /// <summary>Time since the beginning of the video; null when either is unknown.</summary>
    public TimeSpan? FromOrigin(TimeSpan? time) => time - _origin;
}
