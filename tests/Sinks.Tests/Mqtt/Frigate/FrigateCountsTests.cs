namespace Glip.Sinks.Tests;

public sealed class FrigateCountsTests
{
    private readonly FrigateCounts _counts = new();

    [Fact]
    public void Add_NothingThere_CountsZero() => Assert.Equal(
        ["porch/all 0", "porch/all/active 0", "porch/person 0", "porch/person/active 0", "yard/all 0", "yard/all/active 0", "yard/person 0", "yard/person/active 0"],
        Text(_counts.Add("yard", ["person"], ["porch"])));

    [Fact]
    public void Take_StandingObject_CountsButNotAsActive()
    {
        _counts.Add("yard", ["person", "dog"], ["porch"]);

        Assert.Equal(["porch/all 1", "porch/person 1", "yard/all 1", "yard/person 1"], Text(_counts.Take("yard", [new("person", ["porch"], Active: false)])));
        Assert.Equal(["porch/all/active 1", "porch/person/active 1", "yard/all/active 1", "yard/person/active 1"], Text(_counts.Take("yard", [new("person", ["porch"], Active: true)])));
        Assert.Empty(_counts.Take("yard", [new("person", ["porch"], Active: true)]));
    }

    [Fact]
    public void Take_ZoneOfTwoStreams_CountsBoth()
    {
        _counts.Add("yard", ["person"], ["porch"]);
        _counts.Add("door", ["person", "dog"], ["porch"]);
        _counts.Take("yard", [new("person", ["porch"], Active: false)]);

        Assert.Equal(["door/all 2", "door/dog 1", "door/person 1", "porch/all 3", "porch/dog 1", "porch/person 2"],
            Text(_counts.Take("door", [new("person", ["porch"], Active: false), new("dog", ["porch"], Active: false)])));
    }

    [Fact]
    public void Remove_StreamWithObjects_GoesToZeroAndIsForgotten()
    {
        _counts.Add("yard", ["person"], ["porch"]);
        _counts.Add("door", ["person"], ["porch"]);
        _counts.Take("yard", [new("person", ["porch"], Active: false)]);

        Assert.Equal(["porch/all 0", "porch/person 0", "yard/all 0", "yard/person 0"], Text(_counts.Remove("yard")));
        Assert.DoesNotContain(_counts.All, count => count.Place == "yard");
        Assert.Equal(8, _counts.All.Length);
    }

    private static IEnumerable<string> Text(IEnumerable<FrigateCount> counts) =>
        counts.Select(count => $"{count.Place}/{count.Label}{(count.ActiveOnly ? "/active" : string.Empty)} {count.Count}").Order(StringComparer.Ordinal);
}
