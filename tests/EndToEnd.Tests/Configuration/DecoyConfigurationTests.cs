using Glip.Core;
using Glip.Host;
using Glip.Inference;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class DecoyConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_NothingSaid_HasTheStandingDecoys()
    {
        var prompt = Read("person");

        Assert.True(prompt.HasStandingDecoys);
        Assert.Equal(StandingDecoys.All.AsEnumerable(), prompt.Decoys);
    }

    [Theory]
    [InlineData("{ phrases: [person], decoys: none }", "", 0.05)]
    [InlineData("{ phrases: [person], decoys: [bench, Person, kite], decoy_margin: 0.2 }", "bench,kite", 0.2)]
    [InlineData("{ phrases: person. dog., decoys: [] }", "", 0.05)]
    public void Read_OwnDecoys_AreThose(string prompt, string decoys, double margin)
    {
        var read = Read(prompt);

        Assert.Equal((decoys, (float)margin, false), (string.Join(',', read.Decoys), read.DecoyMargin, read.HasStandingDecoys));
    }

    [Theory]
    [InlineData("{ phrases: [person], decoys: some }", "decoys is 'some'; expected default or none")]
    [InlineData("{ phrases: [person], decoys: [\"a; b\"] }", "decoys[0] is refused")]
    [InlineData("{ phrases: [person], decoy_margin: 2 }", "decoy_margin is '2'; expected a number from 0 to 1")]
    public void Read_WrongDecoys_AreToldWithTheirPlace(string prompt, string problem) =>
        Assert.Contains(problem, Assert.Throws<ConfigurationException>(() => Read(prompt)).Message, StringComparison.Ordinal);

    [Fact]
    public void Prepare_ClosedVocabulary_LeavesOutStandingDecoysAndRefusesUnknownOnes()
    {
        using var detector = GlipDetector.Open(ModelPackage.Open(Repository.Nano));

        Assert.Empty(detector.Prepare(Read("person")).Prompt.Decoys);
        Assert.Equal("bench", Assert.Single(detector.Prepare(Read("{ phrases: [person], decoys: [bench] }")).Prompt.Decoys).Text);
        Assert.Equal("shadow", Assert.Throws<PromptException>(() => detector.Prepare(Read("{ phrases: [person], decoys: [shadow] }"))).RefusedPhrase);
    }

    public void Dispose() => _folder.Dispose();

    private Prompt Read(string prompt)
    {
        File.WriteAllText(_folder.File("glip.yaml"), $"streams: [{{ id: yard, source: yard.mp4, prompt: {prompt} }}]");
        return ConfigurationReader.Read(_folder.File("glip.yaml"), null).Streams[0].Prompt;
    }
}
