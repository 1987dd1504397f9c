namespace Glip.Tracking.Tests;

public class RecentBoxesTests
{
    private readonly RecentBoxes _boxes = new();

    [Fact]
    public void VelocityOf_WorkedByHand_IsTheLeastSquaresSlope()
    {
        // Times 0, 0.1, 0.3 (mean 0.1333); x 0, 4, 8: slope = (0·-0.1333 + 4·-0.0333 + 8·0.1667) / (0.01778 + 0.00111 + 0.02778) = 1.2 / 0.04667.
        Add(0, 0);
        Add(0.1, 4);
        Add(0.3, 8);

        var velocity = _boxes.VelocityOf(box => box.Anchor);

        Assert.Equal(25.714, velocity.X, 1e-3);
        Assert.Equal(0, velocity.Y, 1e-9);
    }

    [Fact]
    public void VelocityOf_OlderThanASecond_DoesNotCount()
    {
        Add(0, 500); // stands elsewhere
        foreach (var time in new[] { 1.0, 1.25, 1.5, 1.75, 2 })
        {
            Add(time, (float)(40 * time));
        }

        Assert.Equal(40, _boxes.VelocityOf(box => box.Anchor).X, 1e-6);
    }

    [Fact]
    public void VelocityOf_SlowStream_TakesThreeBoxes()
    {
        Add(0, 0);
        Add(5, 100);
        Assert.False(_boxes.Enough);
        Add(10, 200);

        Assert.True(_boxes.Enough);
        Assert.Equal(20, _boxes.VelocityOf(box => box.Anchor).X, 1e-6);
    }

    [Fact]
    public void VelocityOf_AllAtOneTime_IsZero()
    {
        Add(1, 0);
        Add(1, 100);

        Assert.Equal(default, _boxes.VelocityOf(box => box.Anchor));
    }

    [Fact]
    public void MedianAnchor_OneBoxCutOff_StaysAtTheFeet()
    {
        Add(0, 0);
        _boxes.Add(TimeSpan.FromSeconds(0.1), new(0, 200, 40, 240));
        Add(0.2, 0);

        Assert.Equal((20, 300), _boxes.MedianAnchor);
    }

    private void Add(double seconds, float left) => _boxes.Add(TimeSpan.FromSeconds(seconds), Sample.Box(left));
}
