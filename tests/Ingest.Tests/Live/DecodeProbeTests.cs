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
}
