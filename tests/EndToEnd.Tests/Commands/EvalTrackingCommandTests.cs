using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class EvalTrackingCommandTests : IDisposable
{
    // One thing in four frames; another track has the second half: MOTA 3/4, IDF1 1/2, HOTA the root of 1/2.
    private const string Truth = "1,1,10,10,20,40,1\n2,1,12,10,20,40,1\n3,1,14,10,20,40,1\n4,1,16,10,20,40,1\n";
    private const string Switched = "1,5,10,10,20,40,0.9,-1,-1,-1\n2,5,12,10,20,40,0.9,-1,-1,-1\n3,6,14,10,20,40,0.9,-1,-1,-1\n4,6,16,10,20,40,0.9,-1,-1,-1\n";

    private readonly TemporaryFolder _folder = new();

    public EvalTrackingCommandTests()
    {
        Write("truth/b/gt/gt.txt", Truth);
        Write("truth/a/gt/gt.txt", Truth);
        Write("tracks/a.txt", Truth);
        Write("tracks/b.txt", Switched);
    }

    [Fact]
    public async Task EvalTracking_TwoFiles_WritesATable()
    {
        var (exitCode, output, errors) = await RunAsync("truth/b/gt/gt.txt", "tracks/b.txt");

        Assert.Equal((0, string.Empty), (exitCode, errors));
        Assert.Equal(
            """
            SEQUENCE   HOTA    DetA   AssA    LocA   MOTA    MOTP    Rcll    Prcn   IDF1    IDP    IDR  FP  FN  IDSW  Frag  MT  PT  ML
            b         70.71  100.00  50.00  100.00  75.00  100.00  100.00  100.00  50.00  50.00  50.00   0   0     1     0   1   0   0

            """,
            output);
    }

    [Fact]
    public async Task EvalTracking_TwoFolders_AddsThemUp()
    {
        var (exitCode, output, errors) = await RunAsync("truth", "tracks");

        Assert.Equal((0, string.Empty), (exitCode, errors));
        Assert.Equal(
            ["SEQUENCE HOTA MOTA", "a 100.00 100.00", "b 70.71 75.00", "COMBINED 86.60 87.50"], // the root of (4 + 4 / 2) / 8
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(cells => $"{cells[0]} {cells[1]} {cells[5]}"));
    }

    [Fact]
    public async Task EvalTracking_Json_HasAllMeasuresAsFractions()
    {
        var (exitCode, output, errors) = await RunAsync("truth", "tracks", "--json");

        Assert.Equal((0, string.Empty), (exitCode, errors));
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["a", "b", "COMBINED"], json.RootElement.EnumerateArray().Select(score => score.GetProperty("sequence").GetString()));
        var score = json.RootElement[1];
        Assert.Equal((0.75, 1), (score.GetProperty("clear").GetProperty("mota").GetDouble(), score.GetProperty("clear").GetProperty("idsw").GetInt32()));
        Assert.Equal((0.5, 2), (score.GetProperty("identity").GetProperty("idf1").GetDouble(), score.GetProperty("identity").GetProperty("idtp").GetInt32()));
        Assert.Equal((0.5, 19), (score.GetProperty("hota").GetProperty("ass_a").GetDouble(), score.GetProperty("hota").GetProperty("alphas").GetArrayLength()));
        Assert.Equal(
            ["alpha", "tp", "fn", "fp", "hota", "det_a", "ass_a", "det_re", "det_pr", "ass_re", "ass_pr", "loc_a"],
            score.GetProperty("hota").GetProperty("alphas")[2].EnumerateObject().Select(member => member.Name));
        Assert.Equal("0.15", score.GetProperty("hota").GetProperty("alphas")[2].GetProperty("alpha").GetRawText());
    }

    [Theory]
    [InlineData("sequence 'b' has no tracks: 'some/b.txt' does not exist", "truth", "some")]
    [InlineData("'nowhere' does not exist; expected a file of ground truth", "nowhere", "tracks")]
    [InlineData("expected two files, or two folders", "truth", "tracks/a.txt")]
    [InlineData("bad.txt:2: width is '-20'; expected a number from 0", "tracks/a.txt", "bad.txt")]
    [InlineData("bad.txt:2: width is '-20'; expected a number from 0", "bad.txt", "tracks/a.txt")]
    public async Task EvalTracking_BadInput_IsToldInOneLine(string message, string truth, string tracks)
    {
        Write("some/a.txt", Truth);
        Write("bad.txt", "1,1,10,10,20,40,1\n2,1,12,10,-20,40,1\n");

        var (exitCode, output, errors) = await RunAsync(truth, tracks);

        Assert.Equal((2, string.Empty), (exitCode, output));
        Assert.Contains(message, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => GlipProgram.RunAsync(_folder.Path, ["eval", "tracking", .. arguments]);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        File.WriteAllText(_folder.File(path), text);
    }
}
