using System.Numerics;
using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Whether what is remembered turns with the camera.</summary>
public class OcSortTrackerViewTests
{
    private static readonly Matrix3x2 s_aside = Matrix3x2.CreateTranslation(-300, 40); // the camera turns: what was at x is at x + 300

    private readonly OcSortTracker _tracker = new(new());

    [Fact]
    public void Update_CameraTurns_KeepsTheIdAndTheSpeed()
    {
        Walk();

        var found = Assert.Single(_tracker.Update(Frame(0.5, s_aside, Sample.Found(450, top: 160))).Tracks);
        var lost = Assert.Single(_tracker.Update(Frame(0.6, s_aside)).Tracks);

        Assert.Equal((1, TrackState.Tracked), (found.Id, found.State));
        Assert.Equal(460, lost.Box.Left, tolerance: 3f); // 10 pixels a frame
        Assert.Equal(160, lost.Box.Top, tolerance: 3f);
    }

    [Fact]
    public void Update_CameraTurnsWhileLost_FindsItAgainWhereItWasSeenLast()
    {
        Walk(pixels: -25);
        for (var time = 0.5; time < 1.75; time += 0.1)
        {
            _tracker.Update(Frame(time, s_aside));
        }

        // It stopped at once, at x = 500; the prediction has gone on by 350 pixels.
        Assert.Equal([1], _tracker.Update(Frame(1.8, s_aside, Sample.Found(501, top: 160))).Tracks.Select(track => track.Id));
    }

    [Fact]
    public void Update_CameraZooms_PredictsALargerBox()
    {
        Walk();

        var lost = Assert.Single(_tracker.Update(Frame(0.5, Matrix3x2.CreateScale(0.5f))).Tracks);

        Assert.Equal((80, 200), (lost.Box.Width, lost.Box.Height), (a, b) => Math.Abs(a.Item1 - b.Item1) < 3 && Math.Abs(a.Item2 - b.Item2) < 3);
        Assert.Equal(300, lost.Box.Left, tolerance: 6f);
    }

    [Theory]
    [MemberData(nameof(UnusableViews))]
    public void Update_ViewUnknownOrUnusable_StaysWhereItWas(Matrix3x2? view)
    {
        Walk();

        Assert.Equal(150, Assert.Single(_tracker.Update(Frame(0.5, view)).Tracks).Box.Left, tolerance: 3f);
    }

    public static TheoryData<Matrix3x2?> UnusableViews => [null, default(Matrix3x2), new Matrix3x2(float.NaN, 0, 0, 1, 0, 0), new Matrix3x2(1, 0, 0, 1, float.PositiveInfinity, 0)];

    /// <summary>Somebody walks from x = 100, or if to the left from 300, for five frames.</summary>
    private void Walk(float pixels = 10)
    {
        var from = pixels > 0 ? 100 : 300;
        for (var i = 0; i < 5; i++)
        {
            _tracker.Update(Frame(i * 0.1, Matrix3x2.Identity, Sample.Found(from + (pixels * i))));
        }
    }

    private static DetectedFrame Frame(double seconds, Matrix3x2? view, params Detection[] detections) =>
        new(Sample.Header(seconds) with { View = view }, [.. detections]);
}
