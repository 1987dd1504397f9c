using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class SnapshotSinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WriteAsync_Picture_IsWrittenBelowTheFolderAndNothingElseIs()
    {
        await using var sink = new SnapshotSink(_folder.File("out"), "snapshots");
        await sink.WriteAsync(Report("snapshots/a/1.jpg", [1, 2, 3]), default);

        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder.File("out", "snapshots", "a", "1.jpg")));
        Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task WriteAsync_SamePictureAgain_IsNotWrittenAgain()
    {
        byte[] picture = [1];
        await using var sink = new SnapshotSink(_folder.Path, "snapshots");
        await sink.WriteAsync(Report("a.jpg", picture), default);
        File.Delete(_folder.File("a.jpg"));
        await sink.WriteAsync(Report("a.jpg", picture), default);
        Assert.False(File.Exists(_folder.File("a.jpg")));

        await sink.WriteAsync(Report("a.jpg", [2]), default);
        Assert.Equal([2], File.ReadAllBytes(_folder.File("a.jpg")));
    }

    [Theory]
    [InlineData("../a.jpg")]
    [InlineData("snapshots/../../a.jpg")]
    [InlineData("/a.jpg")]
    public async Task WriteAsync_PathOutOfTheFolder_IsRefused(string path)
    {
        await using var sink = new SnapshotSink(_folder.File("out"), "snapshots");

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await sink.WriteAsync(Report(path, [1]), default));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task WriteAsync_FolderTakenAway_IsUnavailable()
    {
        await using var sink = new SnapshotSink(_folder.Path, "snapshots");
        Directory.Delete(_folder.File("snapshots"));
        await File.WriteAllTextAsync(_folder.File("snapshots"), "a file in the way");

        await Assert.ThrowsAsync<UnavailableException>(async () => await sink.WriteAsync(Report("snapshots/a.jpg", [1]), default));
    }

    [Fact]
    public async Task WriteAsync_LastPictureCannotBeWritten_ForgetsTheEvent()
    {
        byte[] picture = [1];
        await using var sink = new SnapshotSink(_folder.Path, "snapshots");
        await sink.WriteAsync(Report("snapshots/a.jpg", picture), default);
        Directory.CreateDirectory(_folder.File("blocked.jpg"));
        await Assert.ThrowsAsync<UnavailableException>(async () => await sink.WriteAsync(Report("blocked.jpg", [2], EventType.End), default));
        File.Delete(_folder.File("snapshots", "a.jpg"));

        await sink.WriteAsync(Report("snapshots/a.jpg", picture), default); // written again: nothing is known of it
        Assert.Equal(picture, File.ReadAllBytes(_folder.File("snapshots", "a.jpg")));
    }

    [Fact]
    public void Open_BelowAFile_IsRefused()
    {
        File.WriteAllText(_folder.File("file"), "text");

        Assert.Throws<ConfigurationException>(() => new SnapshotSink(_folder.File("file", "out"), "snapshots"));
    }

    private static FrameReport Report(string path, byte[] jpeg, EventType type = EventType.Update) =>
        Samples.Report(Samples.Header(1), Samples.Event(1, Samples.Header(1)) with { Type = type, Snapshot = new Snapshot(path, jpeg) });
}
