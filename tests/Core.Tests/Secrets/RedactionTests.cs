namespace Glip.Core.Tests;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("rtsp://viewer:pa55@10.0.0.4:554/stream1: refused", "rtsp://***@10.0.0.4:554/stream1: refused")]
    [InlineData("rtsp://viewer@10.0.0.4/stream1", "rtsp://***@10.0.0.4/stream1")]
    [InlineData("rtsp://viewer:p@ss@10.0.0.4/", "rtsp://***@10.0.0.4/")]
    [InlineData("rtsp://viewer:p/s?s#@10.0.0.4/", "rtsp://***@10.0.0.4/")]
    [InlineData("rtsp://:pa55@10.0.0.4/", "rtsp://***@10.0.0.4/")]
    [InlineData("'RTSP://a:b@one/','mqtts://c:d@two'", "'RTSP://***@one/','mqtts://***@two'")]
    [InlineData("rtsp://10.0.0.4:554/a@b", "rtsp://10.0.0.4:554/a@b")]
    [InlineData("rtsp://[fe80::1]:554/a@b", "rtsp://[fe80::1]:554/a@b")]
    [InlineData("mail to ops@example.org, see https://example.org/a", "mail to ops@example.org, see https://example.org/a")]
    public void Hide_UserInfoOfAnAddress_IsMasked(string text, string expected) => Assert.Equal(expected, Redaction.Hide(text));

    [Theory]
    [InlineData("http://cam/live?channel=1&token=abc&size=2", "http://cam/live?channel=1&token=***&size=2")]
    [InlineData("http://cam/live?API_KEY=a%20b failed", "http://cam/live?API_KEY=*** failed")]
    [InlineData("http://cam/?user=admin&pwd=x;loginpas=y", "http://cam/?user=admin&pwd=***")]
    [InlineData("\"http://cam/?X-Amz-Signature=0f\": no", "\"http://cam/?X-Amz-Signature=***\": no")]
    [InlineData("http://cam/?access_token=a=b==", "http://cam/?access_token=***")]
    [InlineData("http://cam/?channel=1", "http://cam/?channel=1")]
    [InlineData("tokens = 5", "tokens = 5")]
    public void Hide_SecretLookingParameter_IsMasked(string text, string expected) => Assert.Equal(expected, Redaction.Hide(text));

    [Theory]
    [InlineData("the word is s3cret/é 1.", "the word is ***.")]
    [InlineData("x=s3cret%2F%C3%A9%201", "x=***")]
    [InlineData("x=s3cret%2f%c3%a9%201", "x=***")]
    [InlineData("S3CRET/é 1", "S3CRET/é 1")]
    public void Hide_RegisteredValue_IsMaskedInAllForms(string text, string expected)
    {
        Secrets.Register("s3cret/é 1");

        Assert.Equal(expected, Redaction.Hide(text));
    }

    [Fact]
    public void Hide_ValueRegisteredEncoded_IsMaskedDecoded()
    {
        Secrets.Register("hunter%402");

        Assert.Equal("user *** and ***", Redaction.Hide("user hunter@2 and hunter%402"));
    }

    [Fact]
    public void Hide_SecretInsideALongerOne_LeavesNothingOfTheLonger()
    {
        Secrets.Register("umbrella");
        Secrets.Register("redumbrella7");

        Assert.Equal("*** ***", Redaction.Hide("redumbrella7 umbrella"));
    }

    [Fact]
    public void Hide_ShortValue_IsNotARegisteredSecret()
    {
        Secrets.Register("ram");
        Secrets.Register("    ");

        Assert.Equal("frame    of a camera", Redaction.Hide("frame    of a camera"));
    }

    [Theory]
    [InlineData("://")]
    [InlineData("?a=")]
    [InlineData("&token")]
    [InlineData("a:b@")]
    [InlineData("://a:")]
    public void Hide_LongHostileText_ComesBackInTime(string part) =>
        Assert.NotEmpty(Redaction.Hide(string.Concat(Enumerable.Repeat(part, 20_000))));
}
