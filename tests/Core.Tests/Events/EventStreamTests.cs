namespace Glip.Core.Tests;

public class EventStreamTests
{
    private static readonly ModelIdentity s_model = new("nano", new string('0', 64));

    [Fact]
    public void Kind_WithoutMedia_IsACameraOfKnownTime()
    {
        var camera = new EventStream("nvr1", "yard", Media: null, s_model);

        Assert.Equal((SourceKind.Camera, true), (camera.Kind, camera.CaptureTimeKnown));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("2026-11-21T09:14:07Z", true)]
    public void CaptureTimeKnown_File_NeedsTheRecordingTime(string? recordedAt, bool known)
    {
        DateTimeOffset? time = recordedAt is null ? null : DateTimeOffset.Parse(recordedAt, System.Globalization.CultureInfo.InvariantCulture);
        var file = new EventStream("nvr1", "yard", new("a.mp4", new('0', 64), new('0', 32), time), s_model);

        Assert.Equal((SourceKind.File, known), (file.Kind, file.CaptureTimeKnown));
    }
}
