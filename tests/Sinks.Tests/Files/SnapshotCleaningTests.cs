using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class SnapshotCleaningTests : IDisposable
{
    private const string OfCamera = "018f3a4b-5c6d-7e8f-8a9b-0c1d2e3f4a5b.jpg";
    private const string OfFile = "018f3a4b-5c6d-8e8f-8a9b-0c1d2e3f4a5b.jpg";
    private static readonly TimeSpan s_keep = TimeSpan.FromDays(7);
    private readonly TemporaryFolder _folder = new();
    private readonly SetClock _clock = new(Samples.Now);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(OfCamera, true)]
    [InlineData(OfCamera + ".part", true)]
    [InlineData(OfFile, false)]
    [InlineData("holiday.jpg", false)]
    [InlineData(OfCamera + ".txt", false)]
    [InlineData("018f3a4b5c6d7e8f8a9b0c1d2e3f4a5b.jpg", false)]
    public void RunWhenDue_OldFile_IsDeletedWhenItIsThePictureOfACamera(string name, bool deleted)
    {
        Make(name, s_keep + TimeSpan.FromMinutes(1));

        Cleaning().RunWhenDue();

        Assert.Equal(!deleted, File.Exists(_folder.File(name)));
    }

    [Fact]
    public void RunWhenDue_EachHour_DeletesWhatHasBecomeOld()
    {
        Make(OfCamera, s_keep - TimeSpan.FromMinutes(30));
        var cleaning = Cleaning();
        cleaning.RunWhenDue();
        _clock.Advance(TimeSpan.FromMinutes(59));
        cleaning.RunWhenDue();
        Assert.True(File.Exists(_folder.File(OfCamera)));

        _clock.Advance(TimeSpan.FromMinutes(1));
        cleaning.RunWhenDue();
        Assert.False(File.Exists(_folder.File(OfCamera)));
    }

    [Fact]
    public async Task WriteAsync_OldPicture_IsDeleted()
    {
        Make(OfCamera, TimeSpan.FromDays(8));
        await using var sink = new SnapshotSink(_folder.Path, "snapshots", Cleaning());

        await sink.WriteAsync(Samples.Report(Samples.Header(1)), default);

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void RunWhenDue_NoFolder_DoesNothing() => new SnapshotCleaning(_folder.File("nothing"), s_keep, _clock).RunWhenDue();

    private SnapshotCleaning Cleaning() => new(_folder.Path, s_keep, _clock);

    private void Make(string name, TimeSpan age)
    {
        File.WriteAllBytes(_folder.File(name), [1]);
        File.SetLastWriteTimeUtc(_folder.File(name), (_clock.GetUtcNow() - age).UtcDateTime);
    }
}
