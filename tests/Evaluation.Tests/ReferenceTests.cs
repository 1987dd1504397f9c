using Glip.Testing;

namespace Glip.Evaluation.Tests;

/// <summary>Agreement with a second implementation that shares no code and no algorithm, on random sequences.</summary>
public sealed class ReferenceTests : IDisposable
{
    private const double Tolerance = 1e-6;
    private const int Together = 6;

    private readonly TemporaryFolder _folder = new();

    private readonly ReferenceScores _reference = GoldenJson.Read<ReferenceScores>("tracking", "reference.json");

    [Fact]
    public void Score_RandomSequences_IsThatOfTheReference()
    {
        Assert.Equal(240, _reference.Cases.Length);
        Assert.All(_reference.Cases, reference => AssertNear(reference.Score, Score(reference)));
    }

    [Fact]
    public void Combine_SixSequences_IsThatOfTheReference() => Assert.All(
        _reference.Cases.Chunk(Together).Zip(_reference.Combined),
        pair => AssertNear(pair.Second, TrackingScore.Combine("all", pair.First.Select(Score))));

    public void Dispose() => _folder.Dispose();

    private TrackingScore Score(ReferenceCase reference)
    {
        File.WriteAllText(_folder.File("truth.txt"), reference.Truth);
        File.WriteAllText(_folder.File("tracks.txt"), reference.Tracks);
        return SequenceFiles.Find(_folder.File("truth.txt"), _folder.File("tracks.txt")).Single().Score();
    }

    private static void AssertNear(ReferenceScore expected, TrackingScore score) =>
        Assert.All(expected.Numbers().Zip(ReferenceScore.Of(score).Numbers()), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
}
