using System.Numerics;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>
/// Measures where a camera looks that shakes, turns or zooms. Each frame is compared with one that is kept as long as both show enough of the
/// same, so that errors do not add up and a camera that stands still looks at exactly the same place for ever. Things that move on their own
/// are told apart while they hide less than about half of the picture. Where nothing can be told (darkness, the first frames of another scene), nothing changes.
/// The same frames give the same views: time is the capture time of the frames. Not for two threads at a time.
/// </summary>
/// <remarks>Works on means of luma over squares, about 160 along the longer side. How exact it is and what it costs is measured by <c>bench/camera-motion</c>.</remarks>
public sealed class CameraMotion
{
    private CameraScene? _scene;
    private Matrix3x2 _start = Matrix3x2.Identity; // view of the first frame of the scene
    private Matrix3x2 _view = Matrix3x2.Identity;

    /// <summary>Measures the next frame, and tells it where the camera looks.</summary>
    /// <param name="frame">The frame, before anything is hidden in it; receives <see cref="FrameHeader.View"/>.</param>
    public void Measure(Frame frame)
    {
        using var measurement = StageTimer.Measure("camera_motion");
        if (_scene?.Picture != frame.Size || _scene.Source != frame.Header.Source)
        {
            _start = _scene is null ? _view : Rescale(frame.Header.Source, _scene.Source) * _view;
            _scene = new CameraScene(frame.Size, frame.Header.Source);
        }

        _view = _scene.Look(frame.Pixels.Span, frame.Header.CapturedAt) * _start;
        frame.SetView(_view);
    }

    private static Matrix3x2 Rescale(ImageSize from, ImageSize to) => Matrix3x2.CreateScale((float)to.Width / from.Width, (float)to.Height / from.Height);
}
