using Glip.Core;

namespace Glip.Tracking.Tests;

public class BestShotTests
{
    private readonly EngineRun _run = new(Sample.File);

    [Fact]
    public void Update_ScoreRisesAndFalls_EachBetterFrameIsAShot()
    {
        float[] scores = [0.3f, 0.36f, 0.36f, 0.5f, 0.45f, 0.51f];
        foreach (var score in scores)
        {
            _run.Person(1, score);
        }

        // 0.3 is below the leave threshold; the shot of 0.36 is of a track not confirmed yet.
        Assert.Equal([0.36f, 0.5f, 0.51f], _run.Reports.SelectMany(report => report.BestShots).Select(shot => shot.Best.Score));
    }

    [Fact]
    public void Update_AnotherPhraseScoresBetter_IsAShotOfThatPhrase()
    {
        _run.Person(1, 0.6f);
        _run.Found(1, 120, new(Sample.Person, 0.5f), new(Sample.RedCoat, 0.7f));

        var shot = Assert.Single(_run.Reports[^1].BestShots);
        Assert.Equal(new(1, new(_run.Header, Sample.RedCoat, 0.7f, Sample.Box(120))), shot);
    }

    [Fact]
    public void Update_EveryMessage_HasTheLastShotAsBest()
    {
        float[] scores = [0.5f, 0.6f, 0.55f, 0.7f, 0.6f, 0.9f, 0.6f];
        foreach (var score in scores)
        {
            _run.Person(6, score);
        }

        _run.Ended();

        BestFrame? last = null;
        foreach (var report in _run.Reports)
        {
            last = report.BestShots.IsEmpty ? last : report.BestShots[^1].Best;
            Assert.All(report.Events, message => Assert.Equal(last, message.Best));
        }

        Assert.Equal(0.9f, last!.Score);
    }
}
