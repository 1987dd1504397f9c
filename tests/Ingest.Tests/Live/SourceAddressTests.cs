using Glip.Core;

namespace Glip.Ingest.Tests;

public sealed class SourceAddressTests
{
    [Theory]
    [InlineData("rtsp://10.0.0.4:554/stream1", AddressKind.Rtsp, true)]
    [InlineData("RTSP://[fe80::1]/stream1", AddressKind.Rtsp, true)]
    [InlineData("rtsps://cam/stream1", AddressKind.Rtsps, true)]
    [InlineData("rtmp://cam/live/x", AddressKind.Rtmp, true)]
    [InlineData("http://cam/video.cgi?fps=5", AddressKind.Http, true)]
    [InlineData("https://cam/live/index.m3u8?x=1", AddressKind.Hls, true)]
    [InlineData("https://shop/a.mp4", AddressKind.HttpFile, false)]
    [InlineData("udp://@239.0.0.1:1234", AddressKind.Udp, true)]
    [InlineData("udp://@:1234", AddressKind.Udp, true)]
    [InlineData("/dev/video0", AddressKind.V4l2, true)]
    [InlineData("v4l2:/dev/cameras/door", AddressKind.V4l2, true)]
    [InlineData("clips/a.mp4", AddressKind.File, false)]
    public void Parse_EachWayToASource_IsUnderstood(string text, AddressKind kind, bool live)
    {
        var address = SourceAddress.Parse(text, "/videos");

        Assert.Equal((kind, live), (address.Kind, address.IsLive));
    }

    [Theory]
    [InlineData("clips/a.mp4", "/videos/clips/a.mp4")]
    [InlineData("/else/a.mp4", "/else/a.mp4")]
    [InlineData("v4l2:/dev/cameras/door", "/dev/cameras/door")]
    [InlineData("rtsp://guard:pass@10.0.0.4:554/stream1", "rtsp://10.0.0.4:554/stream1")]
    [InlineData("rtsp://guard:p@ss:w@10.0.0.4/stream1", "rtsp://10.0.0.4/stream1")]
    [InlineData("rtsp://guard@10.0.0.4/stream1", "rtsp://10.0.0.4/stream1")]
    [InlineData("http://cam/v.cgi?fps=5&Token=abc&user=me&pwd=x&res=hd", "http://cam/v.cgi?fps=5&Token=***&user=***&pwd=***&res=hd")]
    [InlineData("https://cam/a.m3u8?X-Amz-Signature=abc&Key-Pair-Id=k", "https://cam/a.m3u8?X-Amz-Signature=***&Key-Pair-Id=***")]
    [InlineData("rtsp://cam/user=admin&password=abc&channel=1", "rtsp://cam/user=***&password=***&channel=1")]
    [InlineData("rtsp://cam/user=admin_password=abc_channel=1", "rtsp://cam/user=***")]
    public void ToString_Address_ShowsNoSecret(string text, string shown) => Assert.Equal(shown, SourceAddress.Parse(text, "/videos").ToString());

    [Theory]
    [InlineData("srt://guard:hidden@cam/x", "expected an address that begins with rtsp://")]
    [InlineData("rtsp://guard:hid/den@cam/x", "has no valid port")]
    [InlineData("rtsp://cam:70000/x", "has no valid port")]
    [InlineData("rtsp://cam:/x", "has no valid port")]
    [InlineData("rtsp:///x", "names no host")]
    [InlineData("rtsp://cam/a b", "has a space in it")]
    [InlineData("rtsp://guard:hidden@cam/a\nfile x", "is no source")]
    [InlineData("  ", "is no source")]
    public void Parse_WrongAddress_SaysWhatIsWrongInOneLine(string text, string reason)
    {
        var error = Assert.Throws<ConfigurationException>(() => SourceAddress.Parse(text, "/videos"));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("hid", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("den@", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_PasswordAndParameters_InEveryForm() => Assert.Equal(
        ["long%26word", "long&word", "t%2Fken"],
        SourceAddress.Parse("http://guard:long%26word@cam/x?token=t%2Fken&pwd=abc", "/").Secrets.Where(secret => secret != "t/ken"));
}
