using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

public sealed class ClosedVocabularyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ClosedVocabulary _nano = ClosedVocabulary.Load(Path.Combine(Repository.Nano, "vocabulary.json"), "nano");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("person")]
    [InlineData("Person")]
    [InlineData("a dog")]
    [InlineData("An Apple")]
    [InlineData("the  motor vehicle")]
    public void Check_KnownPhrase_IsAccepted(string phrase) => _nano.Check(new(phrase));

    [Theory]
    [InlineData("the a dog")] // one article only
    [InlineData("a")]
    [InlineData("adog")]
    [InlineData("dog the")]
    [InlineData("forklift")]
    public void Check_UnknownPhrase_IsRefused(string phrase)
    {
        var error = Assert.Throws<PromptException>(() => _nano.Check(new(phrase)));

        Assert.Equal(("unknown_phrase", phrase), (error.Code, error.RefusedPhrase));
    }

    [Fact]
    public void Check_UnknownPhrase_NamesTheNearestInOneLine()
    {
        var vocabulary = Load("""{"phrases": ["fork", "fort", "forklore", "car", "cable car", "person"], "classes": ["car", "person", "fork"], "articles": ["a"]}""");

        var error = Assert.Throws<PromptException>(() => vocabulary.Check(new("A Forklift")));

        // Letters that stay, of 8: forklore 5 (o, r, e against i, f, t), fork 4, fort 4 of 8.
        Assert.Equal("phrase 'A Forklift' is not known to the model 'toy'; nearest: 'forklore', 'fork', 'fort'; use an open-vocabulary model (GLIP) for free phrases", error.Message);
    }

    [Fact]
    public void Check_PhraseWithKnownWord_NamesTheClassFirst()
    {
        var error = Assert.Throws<PromptException>(() => _nano.Check(new("person in a red coat")));

        Assert.Contains("nearest: 'person', ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"phrases": [], "classes": [], "articles": []}""")]
    [InlineData("""{"phrases": null, "classes": [], "articles": []}""")]
    [InlineData("""{"phrases": [null], "classes": [], "articles": []}""")]
    [InlineData("""{"phrases": ["dog"], "classes": [null], "articles": []}""")]
    [InlineData("""{"phrases": ["dog"], "classes": []}""")]
    [InlineData("""{"phrases": [1], "classes": [], "articles": []}""")]
    public void Load_BadFile_IsRefused(string content) => Assert.Throws<ModelContractException>(() => Load(content));

    [Fact]
    public void Load_MissingFile_IsRefused() =>
        Assert.Throws<ModelContractException>(() => ClosedVocabulary.Load(_folder.File("none.json"), "toy"));

    private ClosedVocabulary Load(string content)
    {
        var path = _folder.File("vocabulary.json");
        File.WriteAllText(path, content);
        return ClosedVocabulary.Load(path, "toy");
    }
}
