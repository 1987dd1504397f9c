using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

public sealed class WordPieceVocabularyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "[CLS]")]
    [InlineData("[CLS]\n[SEP]\ndog\n", "[UNK]")]
    [InlineData("[CLS]\n[UNK]\ndog\n", "[SEP]")]
    [InlineData("[SEP]\n[UNK]\ndog\n", "[CLS]")]
    public void Load_SpecialPieceMissing_NamesIt(string content, string missing)
    {
        var error = Assert.Throws<ModelContractException>(() => WordPieceTokenizer.Load(FileOf(content), lowercase: true));

        Assert.Contains($"no piece '{missing}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OversizeFile_IsRefused()
    {
        var path = FileOf("");
        using (var file = File.OpenWrite(path))
        {
            file.SetLength((16 << 20) + 1);
        }

        var error = Assert.Throws<ModelContractException>(() => WordPieceVocabulary.Load(path));
        Assert.Contains("16777217 bytes; expected at most 16777216", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingFile_IsRefused() =>
        Assert.Throws<ModelContractException>(() => WordPieceVocabulary.Load(_folder.File("none.txt")));

    [Fact]
    public void Load_WindowsLineEnds_GivesSameIds()
    {
        var vocabulary = WordPieceVocabulary.Load(FileOf("[UNK]\r\n[CLS]\r\n[SEP]\r\ndog\r\n##s\r\n"));

        Assert.Equal((1, 2, 0), (vocabulary.ClsId, vocabulary.SepId, vocabulary.UnknownId));
        Assert.Equal((3, 3), vocabulary.Longest("dogs", isStart: true));
        Assert.Equal((4, 1), vocabulary.Longest("s", isStart: false));
        Assert.Equal((0, 0), vocabulary.Longest("s", isStart: true));
    }

    private string FileOf(string content)
    {
        var path = _folder.File("vocab.txt");
        File.WriteAllText(path, content);
        return path;
    }
}
