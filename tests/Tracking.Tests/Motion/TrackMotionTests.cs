using Glip.Core;

namespace Glip.Tracking.Tests;

public class TrackMotionTests
{
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(0.1);

    [Fact]
    public void Momentum_StraightOnBackAndAside_IsAHalfMinusAHalfAndZero()
    {
        var motion = Walk();

        Assert.Equal(0.5, motion.Momentum(Sample.Box(150 + 60)), 1e-6);
        Assert.Equal(-0.5, motion.Momentum(Sample.Box(150 - 60)), 1e-6);
        Assert.Equal(0, motion.Momentum(Sample.Box(150, top: 260)), 1e-6);
    }

    [Fact]
    public void Momentum_ShortWay_CountsInPart() => Assert.Equal(0.2, Walk().Momentum(Sample.Box(150 + 10)), 1e-6); // 10 of the 25 pixels that are sure

    [Fact]
    public void Momentum_SeenOnceOrNotMoved_IsZero()
    {
        Assert.Equal(0, new TrackMotion(Sample.Box(100)).Momentum(Sample.Box(160)));
        Assert.Equal(0, Walk().Momentum(Sample.Box(150)));
    }

    [Fact]
    public void Observe_AfterAGapWithATurn_GoesOnAsOnTheStraightWay()
    {
        // It walked right at 100 pixels a second, and is found a second later 50 pixels to the left: it has gone 50 a second to the left on average.
        var motion = Walk();
        for (var i = 0; i < 10; i++)
        {
            motion.Advance(s_step);
        }

        motion.Observe(Sample.Box(100));
        motion.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(50, motion.Predicted.Left, tolerance: 10f);
    }

    [Fact]
    public void Turn_WhileUnseen_TurnsAllThatIsRemembered()
    {
        // A quarter turn: (x, y) goes to (1000 - y, x). It went right, and now goes down.
        var motion = Walk();
        motion.Turn(new(0, 1, -1, 0, 1000, 0));
        motion.Advance(s_step);
        motion.Advance(s_step);
        var ahead = Moved(motion.Last, 60);

        Assert.Equal((750, 170), motion.Last.Centre());
        Assert.Equal(0.5, motion.Momentum(ahead), 1e-6);

        motion.Observe(Moved(motion.Last, 20));
        motion.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(750, motion.Predicted.Centre().X, tolerance: 1f);
        Assert.Equal(290, motion.Predicted.Centre().Y, tolerance: 5f);

        static BoundingBox Moved(BoundingBox box, float down) => box with { Top = box.Top + down, Bottom = box.Bottom + down };
    }

    [Fact]
    public void Reach_LostForLong_EndsAtTheSizeOfTheObject()
    {
        var motion = Walk();
        motion.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(100, motion.Reach.X, tolerance: 0.5f);
    }

    /// <summary>From x = 100 to 150 in half a second.</summary>
    private static TrackMotion Walk()
    {
        var motion = new TrackMotion(Sample.Box(100));
        for (var i = 1; i <= 5; i++)
        {
            motion.Advance(s_step);
            motion.Observe(Sample.Box(100 + (10 * i)));
        }

        return motion;
    }
}
