namespace Glip.Tracking.Tests;

public class MovingCoordinateTests
{
    private static readonly MovingCoordinate s_start = new(Position: 10, Velocity: 2, PositionVariance: 4, Covariance: 1, VelocityVariance: 3);

    [Fact]
    public void Predict_WorkedByHand_Agrees()
    {
        // Position 10 + 2·2. Variances with t = 2 s and noise 1.5: 4 + 2·2·1 + 4·3 + 1.5·8/3 = 24; 1 + 2·3 + 1.5·4/2 = 10; 3 + 1.5·2 = 6.
        Assert.Equal(new(14, 2, 24, 10, 6), s_start.Predict(seconds: 2, accelerationNoise: 1.5));
    }

    [Fact]
    public void Correct_WorkedByHand_Agrees()
    {
        // Gains 24/32 and 10/32, surprise 6: 14 + 4.5; 2 + 1.875; (1 - 0.75)·24; (1 - 0.75)·10; 6 - 10·10/32.
        Assert.Equal(new(18.5, 3.875, 6, 2.5, 2.875), new MovingCoordinate(14, 2, 24, 10, 6).Correct(measured: 20, measurementVariance: 8));
    }

    [Fact]
    public void Predict_NoTime_ChangesNothing() => Assert.Equal(s_start, s_start.Predict(0, 1.5));

    [Fact]
    public void Predict_OneStepOrTwo_IsTheSame()
    {
        var once = s_start.Predict(3, 1.5);
        var twice = s_start.Predict(1, 1.5).Predict(2, 1.5);

        Assert.Equal(once.Position, twice.Position, 1e-9);
        Assert.Equal(once.PositionVariance, twice.PositionVariance, 1e-9);
        Assert.Equal(once.Covariance, twice.Covariance, 1e-9);
        Assert.Equal(once.VelocityVariance, twice.VelocityVariance, 1e-9);
    }
}
