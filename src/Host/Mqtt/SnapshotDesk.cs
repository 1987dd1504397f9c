using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Makes pictures of now.</summary>
/// <param name="control">Sees the streams.</param>
/// <param name="clock">Measures how long a frame is waited for.</param>
internal sealed class SnapshotDesk(StreamControl control, TimeProvider clock)
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(10);

    private readonly AnnotatedJpeg _jpeg = new(new CairoCanvas(), new TurboJpeg());
    private readonly ChangePace _pace = new(clock);

    /// <summary>The next frame that is analysed.</summary>
    /// <param name="view">The stream.</param>
    /// <param name="annotate">Whether zones, lines and tracks are drawn into it.</param>
    /// <returns>A JPEG, and the frame that it shows.</returns>
    /// <exception cref="PromptException">No frame came, or somebody else asked later.</exception>
    public async Task<(byte[] Jpeg, FrameHeader Frame)> TakeAsync(StreamView view, bool annotate)
    {
        var id = view.Settings.Id;
        if (!await _pace.PassAsync((id, "snapshot")).ConfigureAwait(false))
        {
            throw new PromptException("busy", null, "another request came within a second, and is answered instead; expected one request a second");
        }

        try
        {
            using var patience = new CancellationTokenSource(s_longestWait, clock);
            var ((size, pixels), report) = await control.SeeAsync(id, patience.Token).ConfigureAwait(false);
            var source = report.Header.Source;
            IReadOnlyList<LabelledBox> boxes = annotate ? [.. report.Tracks.Select(track => LabelledBox.Of(track).Scale(source, size))] : [];
            return (_jpeg.Encode(size, pixels, boxes), report.Header);
        }
        catch (OperationCanceledException)
        {
            throw new PromptException("busy", null, $"no frame came within {Durations.Write(s_longestWait)}, as the stream is {view.Status.State.ToString().ToLowerInvariant()}; expected one that is online");
        }
    }
}
