namespace Glip.Ingest.Tests;

public sealed class LiveArgumentsTests
{
    [Theory]
    [InlineData("rtsp://guard:hidden@cam/x")]
    [InlineData("http://cam/x?token=hidden")]
    [InlineData("http://guard:hidden@cam/x.mp4")]
    [InlineData("https://cam/x.m3u8?sig=hidden")]
    [InlineData("rtmp://guard:hidden@cam/x")]
    public void For_AddressWithSecret_StandsInTheScriptOnly(string address)
    {
        var options = LiveReading.Options(address);
        var input = LiveInput.For(options, address);

        Assert.DoesNotContain(Arguments(options), argument => argument.Contains("hidden", StringComparison.Ordinal));
        Assert.StartsWith($"ffconcat version 1.0\nfile '{address}'\noption ", input.Script, StringComparison.Ordinal);
    }

    [Fact]
    public void For_QuotesInTheAddress_AreQuoted() => Assert.Contains(
        @"file 'http://cam/it'\''s?x=\'", LiveInput.For(LiveReading.Options("http://cam/x"), @"http://cam/it's?x=\").Script, StringComparison.Ordinal);

    [Theory]
    [InlineData("rtsp://cam/x", "option rtsp_transport 'udp'\noption allowed_media_types 'video'\noption timeout '2500000'\n")]
    [InlineData("udp://cam:1234", "option timeout '2500000'\n")]
    [InlineData("http://cam/x", "option rw_timeout '2500000'\n")]
    [InlineData("https://guard:hidden@cam/x.mp4", "option rw_timeout '2500000'\noption tls_verify '1'\noption ca_file '/ca.pem'\n")]
    [InlineData("rtmp://cam/x", "option rw_timeout '2500000'\n")]
    public void For_EachProtocol_HasItsSettings(string address, string lines)
    {
        var options = LiveReading.Options(address) with { Transport = RtspTransport.Udp, Timeout = TimeSpan.FromSeconds(2.5), CaFile = "/ca.pem" };

        Assert.Contains(lines, LiveInput.For(options, address).Script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/video0", false, false, "-f v4l2 -i /dev/video0")]
    [InlineData("/a.mp4", true, true, "-stream_loop -1 -re -i file:/a.mp4")]
    [InlineData("/a.mp4", false, true, "-re -i file:/a.mp4")]
    [InlineData("http://cam/a.mp4", false, false, "-re -rw_timeout 10000000 -i http://cam/a.mp4")]
    [InlineData("https://cam/a.m3u8", false, false, "-re -rw_timeout 10000000 -tls_verify 1 -i https://cam/a.m3u8")]
    public void For_AddressWithoutSecret_IsAnArgument(string address, bool loop, bool realTime, string expected) =>
        Assert.Contains($" {expected} ", Text(LiveReading.Options(address) with { Loop = loop, RealTime = realTime }), StringComparison.Ordinal);

    [Fact]
    public void For_KeyFramesOnly_SkipsTheOthersBeforeTheInput() =>
        Assert.Contains(" -skip_frame nokey -fpsprobesize 0 -f concat ", Text(LiveReading.Options("rtsp://cam/x") with { KeyFramesOnly = true }), StringComparison.Ordinal);

    [Fact]
    public void For_OwnOptions_ComeAfterOursAndBeforeTheInput()
    {
        FfmpegOption[] own = [FfmpegOption.Checked("analyzeduration", "7"), FfmpegOption.Checked("threads", "3"), FfmpegOption.Checked("rtsp_transport", "http")];
        var options = LiveReading.Options("rtsp://cam/x") with { FfmpegOptions = own };
        var script = LiveInput.For(options, "rtsp://cam/x").Script!;

        Assert.Contains(" -threads 3 -fpsprobesize 0 -f concat ", Text(options), StringComparison.Ordinal);
        Assert.EndsWith("option analyzeduration '7'\noption rtsp_transport 'http'\n", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DecodeDevice.Cuda, "cuda")]
    [InlineData(DecodeDevice.Vaapi, "vaapi")]
    [InlineData(DecodeDevice.Qsv, "qsv")]
    public void For_GraphicsDevice_DecodesAndScalesThere(DecodeDevice device, string name)
    {
        var text = string.Join(' ', LiveArguments.For(LiveReading.Options("rtsp://cam/x"), device, LiveInput.For(LiveReading.Options("rtsp://cam/x"), "rtsp://cam/x"), []));

        Assert.Contains($" -hwaccel {name} -hwaccel_output_format {name} ", text, StringComparison.Ordinal);
        Assert.Contains($",scale_{name}=w=iw:h=ih:format=nv12,hwdownload,format=nv12,scale=", text, StringComparison.Ordinal);
    }

    private static string Text(LiveSourceOptions options) => string.Join(' ', Arguments(options));

    private static IReadOnlyList<string> Arguments(LiveSourceOptions options) =>
        LiveArguments.For(options, DecodeDevice.Cpu, LiveInput.For(options, options.Address.Full), []);
}
