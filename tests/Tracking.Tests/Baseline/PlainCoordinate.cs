namespace Glip.Tracking.Tests;

/// <summary>Value and speed of one coordinate in SORT's filter, a step a frame. Its matrices are diagonal, so that coordinates do not influence each other.</summary>
internal sealed class PlainCoordinate(double value, double measurementNoise, double valueNoise, double speedNoise)
{
    private double _speed;
    private double _variance = 10;
    private double _covariance;
    private double _speedVariance = speedNoise > 0 ? 10_000 : 0;

    public double Value { get; private set; } = value;

    public double Next => Value + _speed;

    public void Stop() => _speed = 0;

    public void Predict()
    {
        Value += _speed;
        _variance += (2 * _covariance) + _speedVariance + valueNoise;
        _covariance += _speedVariance;
        _speedVariance += speedNoise;
    }

    public void Correct(double measured)
    {
        var (gain, speedGain) = (_variance / (_variance + measurementNoise), _covariance / (_variance + measurementNoise));
        var surprise = measured - Value;
        Value += gain * surprise;
        _speed += speedGain * surprise;
        _speedVariance -= speedGain * _covariance;
        _covariance *= 1 - gain;
        _variance *= 1 - gain;
    }
}
