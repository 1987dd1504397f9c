using Glip.Testing;

namespace Glip.Evaluation.Tests;

/// <summary>Agreement with a second implementation that shares no code and no algorithm, on random sequences; and what holds for all of them.</summary>
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

    [Fact]
    public void Score_OtherIdsAndOrder_IsTheSame()
    {
        var random = new Random(1);
        Assert.All(_reference.Cases, reference =>
        {
            var (truth, tracks) = Read(reference);

            AssertNear(reference.Score, TrackingScore.Of("shuffled", Shuffled(truth, random), Shuffled(tracks, random)));
        });
    }

    [Fact]
    public void Score_AnySequence_IsAShare() => Assert.All(_reference.Cases.Select(Score), score =>
    {
        var (clear, identity) = (score.Clear, score.Identity);
        Assert.All(
            score.Hota.Alphas.SelectMany(a => new[] { a.HOTA, a.DetA, a.AssA, a.DetRe, a.DetPr, a.AssRe, a.AssPr, a.LocA })
                .Concat([clear.MOTP, clear.Recall, clear.Precision, identity.IDF1, identity.IDP, identity.IDR]),
            share => Assert.InRange(share, 0, 1));
        Assert.True(clear.MOTA <= clear.MODA && clear.MODA <= clear.Recall);
        Assert.All(score.Hota.Alphas, a => Assert.Equal(a.HOTA * a.HOTA, a.DetA * a.AssA, Tolerance));
        Assert.All(score.Hota.Alphas.Zip(score.Hota.Alphas.Skip(1)), pair => Assert.True(pair.First.TP >= pair.Second.TP));
    });

    public void Dispose() => _folder.Dispose();

    private TrackingScore Score(ReferenceCase reference)
    {
        var (truth, tracks) = Read(reference);
        return TrackingScore.Of("reference", truth, tracks);
    }

    private (IReadOnlyList<MotRow> Truth, IReadOnlyList<MotRow> Tracks) Read(ReferenceCase reference)
    {
        File.WriteAllText(_folder.File("truth.txt"), reference.Truth);
        File.WriteAllText(_folder.File("tracks.txt"), reference.Tracks);
        return (MotFile.ReadTruth(_folder.File("truth.txt")), MotFile.ReadTracks(_folder.File("tracks.txt")));
    }

    private static MotRow[] Shuffled(IEnumerable<MotRow> rows, Random random)
    {
        MotRow[] shuffled = [.. rows];
        random.Shuffle(shuffled);
        int[] ids = [.. shuffled.Select(row => row.Id).Distinct()];
        int[] others = [.. Enumerable.Range(1000, ids.Length)];
        random.Shuffle(others);
        return [.. shuffled.Select(row => row with { Id = others[Array.IndexOf(ids, row.Id)] })];
    }

    private static void AssertNear(ReferenceScore expected, TrackingScore score) =>
        Assert.All(expected.Numbers().Zip(ReferenceScore.Of(score).Numbers()), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
}
