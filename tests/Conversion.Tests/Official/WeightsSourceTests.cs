using Glip.Core;
using Glip.Testing;
using static Glip.Conversion.Tests.ScriptedServer;

namespace Glip.Conversion.Tests;

public sealed class WeightsSourceTests : IDisposable
{
    private const string Body = "0123456789";

    /// <summary>Of <see cref="Body"/>, by sha256sum.</summary>
    private const string Hash = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

    private readonly TemporaryFolder _folder = new();
    private readonly Download _download = new(new DownloadRules(), new ImpatientClock());

    private string Kept => _folder.File("downloads", "weights.pth");

    [Fact]
    public async Task Get_Address_RecordsTheHash()
    {
        await using var server = new ScriptedServer([Answer("200 OK", Body, "Content-Length: 10")]);

        var weights = await GetAsync(server.Address("a/weights.pth?download=true", "me:secret@"));

        Assert.Equal(new WeightsFile(Kept, server.Address("a/weights.pth").AbsoluteUri, Hash), weights);
        Assert.Equal($"{Hash}  weights.pth\n", await File.ReadAllTextAsync(Kept + ".sha256"));
    }

    [Fact]
    public async Task Get_AddressAgain_UsesTheFile()
    {
        await using var server = new ScriptedServer([Answer("200 OK", Body, "Content-Length: 10")]);

        Assert.Equal(await GetAsync(server.Address()), await GetAsync(server.Address()));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Get_FileWasChanged_SaysWhatToDelete()
    {
        await using var server = new ScriptedServer([Answer("200 OK", Body, "Content-Length: 10")]);
        await GetAsync(server.Address());
        await File.WriteAllTextAsync(Kept, "changed");

        var error = await Assert.ThrowsAsync<CheckpointException>(() => GetAsync(server.Address()));

        Assert.Contains($"expected {Hash} as at its first use; delete {Kept} to get it again, or {Kept}.sha256", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ServerHasAnotherFileThanTheFirstTime_IsRefused()
    {
        await using var server = new ScriptedServer([Answer("200 OK", Body, "Content-Length: 10"), Answer("200 OK", "9876543210", "Content-Length: 10")]);
        await GetAsync(server.Address());
        File.Delete(Kept);

        await Assert.ThrowsAsync<CheckpointException>(() => GetAsync(server.Address()));

        Assert.False(File.Exists(Kept));
    }

    [Fact]
    public async Task Get_FileOfAnotherAddress_IsNotTakenForThisOne()
    {
        await using var server = new ScriptedServer([Answer("200 OK", Body, "Content-Length: 10")]);
        await GetAsync(server.Address("a/weights.pth"));

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => GetAsync(server.Address("b/weights.pth")));

        Assert.Contains($"comes from {server.Address("a/weights.pth")}; expected {server.Address("b/weights.pth")}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_LocalFile_IsUsedInPlace()
    {
        var file = _folder.File("mine.pth");
        await File.WriteAllTextAsync(file, Body);

        var weights = await GetAsync(WeightsSource.Of(file));

        Assert.Equal(new WeightsFile(file, file, Hash), weights);
        Assert.Equal($"{Hash}  mine.pth\n", await File.ReadAllTextAsync(file + ".sha256"));
        Assert.False(Directory.Exists(_folder.File("downloads")));
    }

    [Fact]
    public async Task Get_LocalFileWhereNothingCanBeWritten_RecordsAmongTheDownloads()
    {
        var file = _folder.File("mine.pth");
        await File.WriteAllTextAsync(file, Body);
        Directory.CreateDirectory(file + ".sha256"); // Stands in the way of a record, also for an administrator.

        await GetAsync(WeightsSource.Of(file));

        Assert.Equal($"{Hash}  mine.pth\n", await File.ReadAllTextAsync(_folder.File("downloads", "mine.pth.sha256")));
    }

    [Fact]
    public async Task Get_RecordIsNoHash_SaysWhatToDelete()
    {
        var file = _folder.File("mine.pth");
        await File.WriteAllTextAsync(file, Body);
        await File.WriteAllTextAsync(file + ".sha256", "what?");

        var error = await Assert.ThrowsAsync<CheckpointException>(() => GetAsync(WeightsSource.Of(file)));

        Assert.Contains($"delete {file}.sha256", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://me:secret@host/weights.pth")]
    [InlineData("https://me:secret@host/")]
    [InlineData("https://me:secret@:x/weights.pth")]
    [InlineData("missing.pth")]
    public void Of_Unusable_IsRefusedWithoutSecrets(string text)
    {
        var error = Assert.Throws<ConfigurationException>(() => WeightsSource.Of(text));

        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _download.Dispose();
        _folder.Dispose();
    }

    private Task<WeightsFile> GetAsync(Uri address) => GetAsync(WeightsSource.Of(address));

    private Task<WeightsFile> GetAsync(WeightsSource source) => source.GetAsync(_folder.File("downloads"), _download, new ProgressLog(), default);
}
