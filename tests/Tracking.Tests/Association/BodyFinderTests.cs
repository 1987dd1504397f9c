using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking.Tests;

public class BodyFinderTests
{
    [Fact]
    public void Find_TwoPhrasesOnOneBody_AreOneBodyWithTheBoxOfTheBest()
    {
        // IoU of boxes of width 40 that are 4 apart: 36 / 44 = 0.82.
        var body = Assert.Single(Find([Sample.Found(104, 0.6f, Sample.RedCoat), Sample.Found(100, 0.8f)]));

        Assert.Equal(Sample.Box(100), body.Box);
        Assert.Equal([new(Sample.Person, 0.8f), new PhraseScore(Sample.RedCoat, 0.6f)], body.Phrases.ToArray());
    }

    [Fact]
    public void Find_TwoPhrasesApart_AreTwoBodies() =>
        Assert.Equal(2, Find([Sample.Found(100), Sample.Found(112, 0.7f, Sample.RedCoat)]).Length);

    [Fact]
    public void Find_SamePhraseTwice_StaysTwoBodies() =>
        Assert.Equal(2, Find([Sample.Found(100), Sample.Found(101, 0.7f)]).Length);

    [Fact]
    public void Find_PersonInACar_StaysTwoBodies()
    {
        Detection car = new(new(80, 180, 220, 300), Sample.Car, 0.9f);
        Assert.Equal(2, Find([car, Sample.Found(120)]).Length);
    }

    [Fact]
    public void Find_TwoBodiesNearEnough_JoinsTheOneItCoversBest()
    {
        var bodies = Find([Sample.Found(100, 0.9f), Sample.Found(106, 0.8f), Sample.Found(105, 0.7f, Sample.RedCoat)]);

        Assert.Equal([Sample.Person], bodies[0].Phrases.ToArray().Select(p => p.Phrase));
        Assert.Equal([Sample.Person, Sample.RedCoat], bodies[1].Phrases.ToArray().Select(p => p.Phrase));
    }

    [Fact]
    public void Find_BestBodyHasThePhrase_JoinsTheOther()
    {
        var bodies = Find(
            [Sample.Found(100, 0.9f), Sample.Found(102, 0.8f, Sample.RedCoat), Sample.Found(103, 0.7f)]);

        Assert.Equal([2, 1], bodies.Select(body => body.Phrases.Length));
    }

    [Fact]
    public void Find_NextFrame_KnowsNothingOfTheLast()
    {
        var finder = new BodyFinder();
        finder.Find([Sample.Found(100, 0.9f), Sample.Found(101, 0.8f, Sample.RedCoat), Sample.Found(300)]);

        var body = Assert.Single(finder.Find([Sample.Found(102, 0.6f)]).ToArray());

        Assert.Equal((Sample.Box(102), 0.6f, 1), (body.Box, body.Score, body.Phrases.Length));
    }

    private static Body[] Find(ImmutableArray<Detection> detections) => new BodyFinder().Find(detections).ToArray();
}
