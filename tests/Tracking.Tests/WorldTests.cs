using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>The tracker beside plain SORT in worlds that it was not tuned on.</summary>
public class WorldTests
{
    private const int Worlds = 8;
    private const int FirstSeed = 1001;

    private static readonly float s_highScore = new TrackerOptions().HighScore;

    public static TheoryData<string> Kinds => [.. WorldClasses.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Update_AnyKindOfWorld_KeepsToPeopleBetterThanSort(string kind)
    {
        var world = WorldClasses.All.Single(k => k.Name == kind);

        var (ours, sort) = (Score(world, Ours), Score(world, Sort));

        Assert.True(ours.Switches <= sort.Switches, $"switches: {ours.Switches} against {sort.Switches}");
        Assert.True(ours.Idf1 > sort.Idf1, $"IDF1: {ours.Idf1:0.000} against {sort.Idf1:0.000}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)] // more patient than published, it switches less often
    public void Update_HiddenOrSeldomSeen_KeepsToPeopleMuchBetterThanSort(int maxAge)
    {
        foreach (var world in (WorldClass[])[WorldClasses.Occlusion, WorldClasses.OneFrameASecond, WorldClasses.Irregular])
        {
            var (ours, sort) = (Score(world, Ours), Score(world, () => new PlainSort(maxAge, s_highScore)));

            Assert.True(ours.Switches < 0.5 * sort.Switches, $"{world.Name}, switches: {ours.Switches} against {sort.Switches}");
            Assert.True(ours.Idf1 > sort.Idf1 + 0.2, $"{world.Name}, IDF1: {ours.Idf1:0.000} against {sort.Idf1:0.000}");
        }
    }

    [Fact]
    public void Update_CameraShakes_TheViewKeepsPeopleApart()
    {
        var blind = new WorldClass("view unknown", random => WorldClasses.Shake.Make(random) with { KnowsView = false });

        var (known, unknown) = (Score(WorldClasses.Shake, Ours), Score(blind, Ours));

        Assert.True(known.Switches < 0.1 * unknown.Switches, $"switches: {known.Switches} against {unknown.Switches}");
        Assert.True(known.Idf1 > unknown.Idf1 + 0.2, $"IDF1: {known.Idf1:0.000} against {unknown.Idf1:0.000}");
    }

    private static WorldScore Score(WorldClass kind, Func<ITracker> make) =>
        Enumerable.Range(FirstSeed, Worlds).Select(seed => WorldScorer.Score(make(), kind.Frames(seed))).Aggregate((a, b) => a + b);

    private static OcSortTracker Ours() => new(new());

    private static PlainSort Sort() => new(maxAge: 1, s_highScore);
}
