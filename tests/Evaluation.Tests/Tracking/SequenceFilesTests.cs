using Glip.Core;
using Glip.Testing;

namespace Glip.Evaluation.Tests;

public sealed class SequenceFilesTests : IDisposable
{
    private const string Row = "3,1,3,4,5,6\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Find_LayoutOfMotChallenge_NamesSequencesByFolder()
    {
        Write("truth/MOT-02/gt/gt.txt", Row);
        Write("truth/MOT-01/gt/gt.txt", Row);
        Write("truth/MOT-01/det/det.txt", Row);
        Write("truth/notes.txt", "no truth");
        Write("tracks/MOT-01.txt", Row);
        Write("tracks/MOT-02.txt", string.Empty);
        Write("tracks/MOT-03.txt", "never looked at");

        var files = Find("truth", "tracks");

        Assert.Equal(["MOT-01", "MOT-02"], files.Select(sequence => sequence.Name));
        Assert.Equal([(1, 0), (0, 1)], files.Select(sequence => sequence.Score().Clear).Select(clear => (clear.TP, clear.FN)));
    }

    [Fact]
    public void Find_FlatFolder_NamesSequencesByFile()
    {
        Write("truth/b.txt", Row);
        Write("truth/a.txt", Row);
        Write("tracks/a.txt", Row);
        Write("tracks/b.txt", Row);

        Assert.Equal(["a", "b"], Find("truth", "tracks").Select(sequence => sequence.Name));
    }

    [Fact]
    public void Find_TwoFiles_IsOneSequence()
    {
        Write("MOT-01/gt/gt.txt", Row);
        Write("found.txt", Row);

        Assert.Equal("MOT-01", Find("MOT-01/gt/gt.txt", "found.txt").Single().Name);
        Assert.Equal("found", Find("found.txt", "MOT-01/gt/gt.txt").Single().Name);
    }

    [Fact]
    public void Find_TracksMissing_NamesTheSequence()
    {
        Write("truth/a.txt", Row);
        Write("truth/b.txt", Row);
        Write("tracks/a.txt", Row);

        Assert.StartsWith("sequence 'b' has no tracks: ", Refusal("truth", "tracks"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", "tracks", "missing' does not exist; expected a file of ground truth")]
    [InlineData("tracks", "missing", "missing' does not exist; expected a file of tracks")]
    [InlineData("tracks", "tracks/a.txt", "expected two files, or two folders")]
    [InlineData("empty", "tracks", "there is no ground truth in ")]
    public void Find_WrongPaths_AreRefused(string truth, string tracks, string message)
    {
        Write("tracks/a.txt", Row);
        Directory.CreateDirectory(_folder.File("empty"));

        Assert.Contains(message, Refusal(truth, tracks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seqLength=3", null)]
    [InlineData("seqLength=2", "frame is '3'; expected a whole number from 1 to 2")]
    [InlineData("imWidth=640", null)]
    [InlineData("seqLength=many", "seqinfo.ini: seqLength is 'many'; expected a whole number above 0")]
    [InlineData("seqLength=0", "seqLength is '0'; expected")]
    public void Score_SequenceInfo_BoundsFrames(string line, string? message)
    {
        Write("a/gt/gt.txt", Row);
        Write("a/seqinfo.ini", $"[Sequence]\r\nname=a\r\n{line}\r\n");

        var error = Record.Exception(() => Find("a/gt/gt.txt", "a/gt/gt.txt").Single().Score());

        Assert.Equal(message is null, error is null);
        Assert.Contains(message ?? string.Empty, (error as ConfigurationException)?.Message ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_DetectionsOfMotChallenge_TellsWhatIsThere()
    {
        Write("a/seqinfo.ini", "[Sequence]\nname=a\nframeRate=14\nseqLength=525\nimWidth=640\nimHeight=480\n");

        Assert.Equal(new SequenceInfo(525, 14, 640, 480), SequenceInfo.Beside(_folder.File("a", "det", "det.txt")));
        Assert.Equal(new SequenceInfo(null, null, null, null), SequenceInfo.Beside(_folder.File("a", "found", "det.txt")));
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<SequenceFiles> Find(string truth, string tracks) => SequenceFiles.Find(_folder.File(truth), _folder.File(tracks));

    private string Refusal(string truth, string tracks) => Assert.Throws<ConfigurationException>(() => Find(truth, tracks)).Message;

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        File.WriteAllText(_folder.File(path), text);
    }
}
