using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

public sealed class DecodeProbeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("*scale_vaapi*|*scale_qsv*", DecodeDevice.Vaapi)]
    [InlineData("*scale_qsv*|*scale_cuda*", DecodeDevice.Cuda)]
    [InlineData("*scale_qsv*", DecodeDevice.Qsv)]
    [InlineData("nothing", DecodeDevice.Cpu)]
    public async Task FindAsync_SomeDevicesWork_TakesTheFirst(string working, DecodeDevice expected)
    {
        var ffmpeg = FakeProgram.Make(_folder, "ffmpeg", $"cat > /dev/null; case \"$*\" in {working}) exit 0;; esac; exit 1");

        Assert.Equal(expected, await DecodeProbe.FindAsync(ffmpeg));
    }

    [Fact]
    public async Task OnceAsync_AskedAgain_LooksOnceAndTellsOnce()
    {
        var ffmpeg = FakeProgram.Make(_folder, "ffmpeg", $"echo x >> {_folder.File("starts")}; exit 1");
        var notices = new List<string>();
        Assert.Equal(DecodeDevice.Cpu, await DecodeProbe.OnceAsync(ffmpeg, notices.Add, default));
        Assert.Equal(DecodeDevice.Cpu, await DecodeProbe.OnceAsync(ffmpeg, notices.Add, default));

        Assert.Equal(3, File.ReadAllLines(_folder.File("starts")).Length);
        Assert.StartsWith("pictures are decoded by the processor", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_DeviceCannotDecodeTheSource_NextConnectionUsesTheProcessor()
    {
        // The device decodes the picture of the probe, but not the source.
        const string opened = "[info] Input #0, mov, from 'x':\\n[info]   Stream #0:0: Video: h264, 64x48, 10 fps, 10 tbr, 90k tbn\\n[error] Impossible to convert between the formats\\n";
        var real = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, "ffmpeg")).First(File.Exists);
        var ffmpeg = FakeProgram.Make(
            _folder, "ffmpeg", $"case \"$*\" in *'-f h264'*) cat > /dev/null;; *-hwaccel*) printf \"{opened}\" >&2; exit 1;; *) exec {real} \"$@\";; esac");
        var clip = TestMedia.MakeGrey(_folder.File("clip.mp4"), 5, 10, CameraClips.Encoding);
        var notices = new List<string>();
        var source = new LiveSource(ffmpeg, LiveReading.Options(clip) with { Decode = DecodeDevice.Auto, RealTime = true }, new FrameCounters("gate"), TimeProvider.System, notices.Add);

        await Assert.ThrowsAsync<UnavailableException>(() => source.TakeAsync(1));
        Assert.Single(await source.TakeAsync(1));
        Assert.Equal(["pictures are decoded by cuda", $"'{clip}' cannot be decoded by cuda; the processor takes over"], notices);
    }
}
