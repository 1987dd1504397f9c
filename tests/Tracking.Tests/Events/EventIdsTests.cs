namespace Glip.Tracking.Tests;

public class EventIdsTests
{
    [Fact]
    public void Of_File_IsTheHashOfRunAndTrack()
    {
        // printf 'acba25512100f80b56fc3ccd14c65be5\n12' | sha256sum, with version 8 and variant set; the example of the wire contract.
        Assert.Equal(new("a2e4d959-556a-8461-ac4e-a9da0ea63ce3"), EventIds.Of(Sample.File, 12, Sample.At(0)));
    }

    [Fact]
    public void Of_Camera_IsVersionSevenAndBeginsWithTheTime()
    {
        var ids = Enumerable.Range(1, 20).Select(track => EventIds.Of(Sample.Camera, track, Sample.At(0)).ToString()).ToList();

        var milliseconds = Sample.At(0).ToUnixTimeMilliseconds().ToString("x12", System.Globalization.CultureInfo.InvariantCulture);
        Assert.All(ids, id => Assert.Equal($"{milliseconds[..8]}-{milliseconds[8..]}-7", id[..15]));
        Assert.All(ids, id => Assert.Contains(id[19], "89ab"));
    }

    [Fact]
    public void Of_Camera_DiffersByTrackStreamInstanceAndTime()
    {
        var camera = Sample.Camera;
        Guid[] ids =
        [
            EventIds.Of(camera, 12, Sample.At(0)),
            EventIds.Of(camera, 13, Sample.At(0)),
            EventIds.Of(camera with { StreamId = "door" }, 12, Sample.At(0)),
            EventIds.Of(camera with { Instance = "nvr2" }, 12, Sample.At(0)),
            EventIds.Of(camera, 12, Sample.At(0).AddTicks(1)),
        ];

        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(ids[0], EventIds.Of(camera, 12, Sample.At(0)));
    }
}
