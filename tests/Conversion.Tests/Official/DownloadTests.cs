using Glip.Core;
using Glip.Testing;
using static Glip.Conversion.Tests.ScriptedServer;

namespace Glip.Conversion.Tests;

public sealed class DownloadTests : IDisposable
{
    private const string Body = "0123456789";
    private const string Tag = "ETag: \"one\"";

    private readonly TemporaryFolder _folder = new();
    private readonly ImpatientClock _clock = new();
    private readonly ProgressLog _progress = [];
    private bool _isRefused;

    private string FilePath => _folder.File("weights.pth");

    private string PartPath => FilePath + ".part";

    [Fact]
    public async Task Run_WholeFile_IsThereAndNoPartIsLeft()
    {
        await using var server = new ScriptedServer([Answer("200 OK", Body, Tag, "Content-Length: 10")]);

        await RunAsync(server);

        Assert.Equal(Body, await File.ReadAllTextAsync(FilePath));
        Assert.False(File.Exists(PartPath));
        Assert.Equal(new DownloadProgress(10, 10), _progress[^1]);
        Assert.DoesNotContain("Range:", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Tag, "\"one\"")]
    [InlineData("Last-Modified: Wed, 01 Jun 2022 10:00:00 GMT", "Wed, 01 Jun 2022 10:00:00 GMT")]
    public async Task Run_ConnectionBreaksOff_IsContinued(string state, string validator)
    {
        await using var server = new ScriptedServer([
            Answer("200 OK", Body[..4], state, "Content-Length: 10"),
            Answer("206 Partial Content", Body[4..7], state, "Content-Length: 6", "Content-Range: bytes 4-9/10"),
            Answer("206 Partial Content", Body[7..], state, "Content-Length: 3", "Content-Range: bytes 7-9/10")]);

        await RunAsync(server);

        Assert.Equal(Body, await File.ReadAllTextAsync(FilePath));
        Assert.Contains("\nRange: bytes=4-\r\n", server.Requests.ElementAt(1), StringComparison.Ordinal);
        Assert.Contains($"\nIf-Range: {validator}\r\n", server.Requests.ElementAt(1), StringComparison.Ordinal);
        Assert.Contains("\nRange: bytes=7-\r\n", server.Requests.ElementAt(2), StringComparison.Ordinal);
        Assert.Equal([Seconds(1), Seconds(1)], _clock.Waits); // Each attempt brought something.
        Assert.Contains(new DownloadProgress(4, 10, "the connection ended after 4 of 10 bytes"), _progress);
    }

    [Fact]
    public async Task Run_ServerIgnoresRange_StartsOver()
    {
        await using var server = new ScriptedServer([
            Answer("200 OK", Body[..4], Tag, "Content-Length: 10"),
            Answer("200 OK", Body, Tag, "Content-Length: 10")]);

        await RunAsync(server);

        Assert.Equal(Body, await File.ReadAllTextAsync(FilePath));
    }

    [Fact]
    public async Task Run_FileChangedInBetween_HasNothingOfTheOldOne()
    {
        await using var server = new ScriptedServer([
            Answer("200 OK", "old ", Tag, "Content-Length: 10"),
            Answer("206 Partial Content", "456789", "ETag: \"two\"", "Content-Length: 6", "Content-Range: bytes 4-9/10"),
            Answer("200 OK", Body, "ETag: \"two\"", "Content-Length: 10")]);

        await RunAsync(server);

        Assert.Equal(Body, await File.ReadAllTextAsync(FilePath));
        Assert.DoesNotContain("Range:", server.Requests.ElementAt(2), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Range: bytes 3-8/10", "Content-Length: 6")]
    [InlineData("Content-Range: bytes 4-9/99", "Content-Length: 6")]
    [InlineData("Content-Range: bytes 4-9/10", "Content-Length: 5")]
    [InlineData("X-None: ", "Content-Length: 6")]
    public async Task Run_PartThatDoesNotFit_StartsOver(params string[] headers)
    {
        await using var server = new ScriptedServer([
            Answer("200 OK", Body[..4], Tag, "Content-Length: 10"),
            Answer("206 Partial Content", "??????", [Tag, .. headers]),
            Answer("200 OK", Body, Tag, "Content-Length: 10")]);

        await RunAsync(server);

        Assert.Equal(Body, await File.ReadAllTextAsync(FilePath));
        Assert.DoesNotContain("Range:", server.Requests.ElementAt(2), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ETag: W/\"weak\"")]
    [InlineData("X-None: ")]
    public async Task Run_NothingTellsTheStateOfTheFile_StartsOver(string state)
    {
        await using var server = new ScriptedServer([
            Answer("200 OK", Body[..4], state, "Content-Length: 10"),
            Answer("200 OK", Body, state, "Content-Length: 10")]);

        await RunAsync(server);

        Assert.Equal(Body, await File.ReadAllTextAsync(FilePath));
        Assert.DoesNotContain("Range:", server.Requests.ElementAt(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NeverMoreThanAPart_GivesUpAndKeepsIt()
    {
        await using var server = new ScriptedServer([Answer("200 OK", Body[..4], Tag, "Content-Length: 10")]);

        var error = await Assert.ThrowsAsync<UnavailableException>(() => RunAsync(server));

        Assert.Contains("weights.pth: cannot be downloaded (the connection ended after 4 of 10 bytes)", error.Message, StringComparison.Ordinal);
        Assert.Equal(Body[..4], await File.ReadAllTextAsync(PartPath));
        Assert.Equal([Seconds(1), Seconds(2), Seconds(4), Seconds(8), Seconds(8)], _clock.Waits);
    }

    [Fact]
    public async Task Run_PartOfAnEarlierRun_IsContinued()
    {
        var broken = Answer("200 OK", Body[..4], Tag, "Content-Length: 10");
        await using var server = new ScriptedServer([broken, broken, broken, broken, broken, broken,
            Answer("206 Partial Content", Body[4..], Tag, "Content-Length: 6", "Content-Range: bytes 4-9/10")]);

        await Assert.ThrowsAsync<UnavailableException>(() => RunAsync(server));
        await RunAsync(server);

        Assert.Equal(Body, await File.ReadAllTextAsync(FilePath));
        Assert.Contains("\nRange: bytes=4-\r\n", server.Requests.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Address":"http://elsewhere.example/weights.pth","Validator":"\u0022one\u0022","Total":10}""")]
    [InlineData("not JSON")]
    [InlineData(null)]
    public async Task Run_PartOfSomethingElse_StartsOver(string? note)
    {
        File.WriteAllText(PartPath, "????");
        if (note is not null)
        {
            File.WriteAllText(PartPath + ".json", note);
        }

        await using var server = new ScriptedServer([Answer("200 OK", Body, Tag, "Content-Length: 10")]);
        await RunAsync(server);

        Assert.Equal(Body, await File.ReadAllTextAsync(FilePath));
        Assert.DoesNotContain("Range:", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PartIsComplete_NothingIsFetched()
    {
        await using var server = new ScriptedServer([Answer("416 Range Not Satisfiable", "", Tag, "Content-Length: 0", "Content-Range: bytes */10")]);
        File.WriteAllText(PartPath, Body);
        await WriteNoteAsync(server);

        await RunAsync(server);

        Assert.Equal(Body, await File.ReadAllTextAsync(FilePath));
    }

    [Fact]
    public async Task Run_PartIsLongerThanTheFile_StartsOver()
    {
        await using var server = new ScriptedServer([
            Answer("416 Range Not Satisfiable", "", "Content-Length: 0", "Content-Range: bytes */10"),
            Answer("200 OK", Body, Tag, "Content-Length: 10")]);
        File.WriteAllText(PartPath, Body + "?");
        await WriteNoteAsync(server);

        await RunAsync(server);

        Assert.Equal(Body, await File.ReadAllTextAsync(FilePath));
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("401 Unauthorized")]
    [InlineData("302 Found")]
    public async Task Run_Refused_IsToldAtOnce(string status)
    {
        await using var server = new ScriptedServer([Answer(status, "", "Content-Length: 0")]);

        var error = await Assert.ThrowsAsync<UnavailableException>(() => RunAsync(server));

        Assert.Equal($"{server.Address()}: cannot be downloaded (HTTP {status})", error.Message);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Run_ServerIsBusy_WaitsAsAskedWithinReason()
    {
        await using var server = new ScriptedServer([
            Answer("503 Service Unavailable", "", "Content-Length: 0"),
            Answer("429 Too Many Requests", "", "Content-Length: 0", "Retry-After: 5"),
            Answer("503 Service Unavailable", "", "Content-Length: 0", "Retry-After: 9000"),
            Answer("200 OK", Body, "Content-Length: 10")]);

        await RunAsync(server);

        Assert.Equal([Seconds(1), Seconds(5), Seconds(8)], _clock.Waits);
    }

    [Fact]
    public async Task Run_NobodyListens_IsTriedAgainAndTold()
    {
        Uri address;
        await using (var gone = new ScriptedServer([""]))
        {
            address = gone.Address();
        }

        var error = await Assert.ThrowsAsync<UnavailableException>(() => RunAsync(address));

        Assert.Equal($"{address}: cannot be downloaded (Connection refused)", error.Message);
        Assert.Equal(5, _clock.Waits.Count);
    }

    [Fact]
    public async Task Run_ServerFallsSilent_IsContinued()
    {
        await using var server = new ScriptedServer([
            Answer("200 OK", "012\0", Tag, "Content-Length: 10"),
            Answer("206 Partial Content", Body[4..], Tag, "Content-Length: 6", "Content-Range: bytes 4-9/10")]);

        await RunAsync(server.Address(), new DownloadRules { Stall = TimeSpan.FromMilliseconds(300) });

        Assert.Equal("012\0" + Body[4..], await File.ReadAllTextAsync(FilePath));
        Assert.Contains(_progress, report => report.Trouble == "the server fell silent after 4 bytes");
    }

    [Fact]
    public async Task Run_LengthIsNotSaid_EndsWithTheConnection()
    {
        await using var server = new ScriptedServer([Answer("200 OK", Body)]);

        await RunAsync(server);

        Assert.Equal(Body, await File.ReadAllTextAsync(FilePath));
        Assert.Equal(new DownloadProgress(10, null), _progress[^1]);
    }

    [Fact]
    public async Task Run_Redirected_FollowsWithoutThePassword()
    {
        await using var store = new ScriptedServer([Answer("200 OK", Body, "Content-Length: 10")]);
        await using var server = new ScriptedServer([Answer("302 Found", "", "Content-Length: 0", $"Location: {store.Address("store?signature=1")}")]);

        await RunAsync(server.Address(user: "me:s%C3%A9cret@"));

        Assert.Equal(Body, await File.ReadAllTextAsync(FilePath));
        Assert.Contains("Authorization: Basic bWU6c8OpY3JldA==\r\n", server.Requests.Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", store.Requests.Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("cret", await File.ReadAllTextAsync(FilePath + ".json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RedirectedInACircle_EndsAfterTen()
    {
        await using var server = new ScriptedServer([Answer("307 Temporary Redirect", "", "Content-Length: 0", "Location: /weights.pth")]);

        var error = await Assert.ThrowsAsync<UnavailableException>(() => RunAsync(server));

        Assert.Contains("more than 10 redirections", error.Message, StringComparison.Ordinal);
        Assert.Equal(11, server.Requests.Count);
    }

    [Fact]
    public async Task Run_RedirectedFromHttpsToHttp_IsRefused()
    {
        await using var open = new ScriptedServer([Answer("200 OK", Body, "Content-Length: 10")]);
        await using var server = new ScriptedServer([Answer("302 Found", "", "Content-Length: 0", $"Location: {open.Address()}")], https: true);
        using var trusting = new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = { CertificateChainPolicy = server.Trust } };
        using var download = new Download(Rules, _clock, trusting);

        var error = await Assert.ThrowsAsync<UnavailableException>(() => download.RunAsync(server.Address(), FilePath, _progress, Accept, default));

        Assert.Contains($"redirected from https to {open.Address()}; expected https", error.Message, StringComparison.Ordinal);
        Assert.Empty(open.Requests);
    }

    [Fact]
    public async Task Run_CertificateIsNotTrusted_IsToldAtOnce()
    {
        await using var server = new ScriptedServer([""], https: true);

        await Assert.ThrowsAsync<UnavailableException>(() => RunAsync(server));

        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Run_ErrorOfAnAddressWithAPassword_DoesNotTellIt()
    {
        await using var server = new ScriptedServer([Answer("403 Forbidden", "", "Content-Length: 0")]);

        var error = await Assert.ThrowsAsync<UnavailableException>(() => RunAsync(server.Address("weights.pth?token=cret", "me:cret@")));

        Assert.DoesNotContain("cret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DiskIsFull_IsOneLine()
    {
        File.CreateSymbolicLink(PartPath, "/dev/full");
        await using var server = new ScriptedServer([Answer("200 OK", Body, "Content-Length: 10")]);

        var error = await Assert.ThrowsAsync<UnavailableException>(() => RunAsync(server));

        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Run_MoreThanTheDiskHolds_IsRefusedBeforehand()
    {
        await using var server = new ScriptedServer([Answer("200 OK", Body, $"Content-Length: {1L << 60}")]);

        var error = await Assert.ThrowsAsync<UnavailableException>(() => RunAsync(server));

        Assert.Contains("1152921504606846976 bytes are to come", error.Message, StringComparison.Ordinal);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Run_Cancelled_LeavesThePart()
    {
        await using var server = new ScriptedServer([Answer("200 OK", "012\0", Tag, "Content-Length: 10")]);
        using var stop = new CancellationTokenSource();
        using var download = new Download(Rules, _clock);
        var progress = new CancellingProgress(stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download.RunAsync(server.Address(), FilePath, progress, Accept, stop.Token));

        Assert.Equal("012\0", await File.ReadAllTextAsync(PartPath));
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public async Task Run_RefusedByTheInspection_StaysAPart()
    {
        _isRefused = true;
        await using var server = new ScriptedServer([Answer("200 OK", Body, "Content-Length: 10")]);

        await Assert.ThrowsAsync<CheckpointException>(() => RunAsync(server));

        Assert.True(File.Exists(PartPath));
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public async Task Run_AnotherDownloadOfTheFile_IsRefused()
    {
        using var other = new FileStream(PartPath, FileMode.Create, FileAccess.Write, FileShare.None);
        await using var server = new ScriptedServer([""]);

        var error = await Assert.ThrowsAsync<UnavailableException>(() => RunAsync(server));

        Assert.Contains("no other download", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static DownloadRules Rules => new() { LongestDelay = Seconds(8) };

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private Task RunAsync(ScriptedServer server) => RunAsync(server.Address());

    private async Task RunAsync(Uri address, DownloadRules? rules = null)
    {
        using var download = new Download(rules ?? Rules, _clock);
        await download.RunAsync(address, FilePath, _progress, Accept, default);
    }

    private Task Accept(FileStream file) => _isRefused ? throw new CheckpointException("refused") : Task.CompletedTask;

    private Task WriteNoteAsync(ScriptedServer server) =>
        File.WriteAllTextAsync(PartPath + ".json", $$"""{"Address":"{{server.Address()}}","Validator":"\u0022one\u0022","Total":10}""");

    private sealed class CancellingProgress(CancellationTokenSource stop) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            if (value.Bytes == 4)
            {
                stop.Cancel();
            }
        }
    }
}
