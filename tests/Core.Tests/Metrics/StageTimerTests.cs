using System.Diagnostics.Metrics;

namespace Glip.Core.Tests;

public class StageTimerTests
{
    [Fact]
    public void Measure_Disposed_RecordsSecondsUnderTheStage()
    {
        var recorded = new List<(double Seconds, object? Stage)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == StageTimer.MeterName && instrument.Name == StageTimer.InstrumentName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => recorded.Add((seconds, tags[0].Value)));
        listener.Start();

        StageTimer.Measure("decode").Dispose();

        var (seconds, stage) = Assert.Single(recorded);
        Assert.Equal("decode", stage);
        Assert.InRange(seconds, 0, 10);
    }
}
