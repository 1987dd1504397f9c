using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Whether somebody stays the same whatever they are called.</summary>
public class OcSortTrackerPhraseTests
{
    private readonly OcSortTracker _tracker = new(new());

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    public void Update_BestPhraseFlips_KeepsTheId(double step)
    {
        var random = new Random(4);
        for (var i = 0; i < 30; i++)
        {
            var (person, coat) = (Look(Sample.Person), Look(Sample.RedCoat));
            Assert.All(_tracker.Update(Sample.Frame(i * step, person, coat)).Tracks, track => Assert.Equal(1, track.Id));

            Detection Look(Phrase phrase) => Sample.Found((float)(20 + (25 * i * step)), 0.5f + (0.3f * random.NextSingle()), phrase);
        }
    }

    [Fact]
    public void Update_FoundByEitherPhraseInTurns_KeepsTheIdThroughAJump()
    {
        // 30 pixels of a box 40 wide are no longer the same place, but both phrases found it lately.
        Phrase[] phrases = [Sample.Person, Sample.RedCoat, Sample.Person, Sample.RedCoat, Sample.Person];
        float[] lefts = [100, 101, 100, 101, 100];
        foreach (var (i, left) in lefts.Index())
        {
            _tracker.Update(Sample.Frame(i * 0.1, Sample.Found(left, 0.8f, phrases[i])));
        }

        Assert.Equal(1, Assert.Single(_tracker.Update(Sample.Frame(0.5, Sample.Found(125, 0.8f, Sample.RedCoat))).Tracks).Id);
    }

    [Fact]
    public void Update_TwoFitEquallyWell_TakesTheOneWithItsPhrases()
    {
        for (var i = 0; i < 5; i++)
        {
            _tracker.Update(Sample.Frame(i * 0.1, Sample.Found(100), Sample.Found(100, 0.7f, Sample.RedCoat)));
        }

        var tracks = _tracker.Update(Sample.Frame(0.5, Sample.Found(92), Sample.Found(108), Sample.Found(108, 0.7f, Sample.RedCoat))).Tracks;

        Assert.Equal([(1, 108f), (2, 92f)], tracks.Select(track => (track.Id, track.Box.Left)));
    }
}
