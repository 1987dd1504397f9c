using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Whether people keep their ids: in the scale of a street camera of 768x576, where they are about 100 pixels high.</summary>
public class OcSortTrackerSceneTests
{
    private readonly OcSortTracker _tracker = new(new());
    private TrackedFrame _last = new(default, []);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(30)]
    public void Update_OneWalker_HasOneIdAtAnyRate(int framesPerSecond)
    {
        var scene = new Scene(new Walker(20, 200, SpeedX: 90)) { Noise = 0.02 };

        Assert.Equal([1], scene.Follow(_tracker, Times.Every(1.0 / framesPerSecond, until: 8))[0]);
    }

    [Fact]
    public void Update_IrregularFrames_KeepsTheIds()
    {
        var scene = new Scene(new Walker(20, 300, SpeedX: 80), new Walker(700, 250, SpeedX: -60)) { Noise = 0.02 };

        var ids = scene.Follow(_tracker, Times.Irregular(shortest: 0.03, longest: 0.8, until: 6, seed: 5));

        Assert.All(ids, walkerIds => Assert.Single(walkerIds));
    }

    [Fact]
    public void Update_SideBySide_DoNotSwap()
    {
        var scene = new Scene(new Walker(20, 205, SpeedX: 60), new Walker(48, 200, SpeedX: 60)) { Noise = 0.02, MissRate = 0.2, Seed = 3 };

        var ids = scene.Follow(_tracker, Times.Every(0.1, until: 10));

        Assert.All(ids, walkerIds => Assert.Single(walkerIds));
    }

    [Fact]
    public void Update_TwoCross_KeepTheirIds()
    {
        // The one behind is hidden for about half a second.
        var scene = new Scene(new Walker(100, 210, SpeedX: 70), new Walker(600, 200, SpeedX: -70)) { Noise = 0.01 };

        var ids = scene.Follow(_tracker, Times.Every(0.1, until: 7));

        Assert.All(ids, walkerIds => Assert.Single(walkerIds));
    }

    [Fact]
    public void Update_OvertakenWhileHidden_KeepTheirIds()
    {
        var scene = new Scene(new Walker(100, 210, SpeedX: 100), new Walker(200, 200, SpeedX: 50)) { Noise = 0.01 };

        var ids = scene.Follow(_tracker, Times.Every(0.1, until: 5));

        Assert.All(ids, walkerIds => Assert.Single(walkerIds));
    }

    [Fact]
    public void Update_WalksOverThePlaceWhereAnotherWasLost_KeepsItsId()
    {
        var scene = new Scene(new Walker(100, 200, SpeedX: 50), new Walker(200, 200, SpeedX: 0, Until: 0.5)) { Noise = 0.01 };

        Assert.Single(scene.Follow(_tracker, Times.Every(0.1, until: 4))[0]);
    }

    [Fact]
    public void Update_AppearsFarFromSomeoneLostForLong_IsAnother()
    {
        var tracker = new OcSortTracker(new() { MaxAge = TimeSpan.FromSeconds(30) });
        var scene = new Scene(new Walker(100, 200, SpeedX: 0, Until: 2), new Walker(350, 200, SpeedX: 0, From: 20));

        Assert.Equal([[1], [2]], scene.Follow(tracker, Times.Every(0.1, until: 22)));
    }

    [Fact]
    public void Update_StopsOutOfSight_IsFoundWhereItWasSeenLast()
    {
        Walk(pixels: 20);

        // It was last seen at x = 180; the prediction has gone on by 280 pixels, further than anyone is looked for around it.
        Assert.Equal([1], IdsAt(1.8, Sample.Found(182)));
    }

    [Fact]
    public void Update_LostForLong_IsLookedForAsFarAsItsSize()
    {
        Walk(pixels: 0);

        Assert.Equal([1], IdsAt(2.2, Sample.Found(250)));
    }

    [Fact]
    public void Update_TwoFitEquallyWell_TakesTheOneAhead()
    {
        Walk(pixels: 10);

        // Expected at 150: one is a pixel nearer to there, but behind the place at 140 where it was seen last.
        Assert.Equal([1, 2], IdsAt(0.5, Sample.Found(170, 0.7f), Sample.Found(131, 0.9f)));
        Assert.Equal(170, _last.Tracks[0].Box.Left);
    }

    [Fact]
    public void Update_OneWasLostAndOneWasThere_TakesTheOneThatWasThere()
    {
        var (gone, there) = (Sample.Found(100), Sample.Found(124));
        for (var i = 0; i < 15; i++)
        {
            _tracker.Update(i < 5 ? Sample.Frame(i * 0.1, gone, there) : Sample.Frame(i * 0.1, there));
        }

        Assert.Equal([2], IdsAt(1.5, Sample.Found(112)));
    }

    [Fact]
    public void Update_BehindAPost_KeepsTheId()
    {
        // Hidden from x = 340 to 430 at 60 pixels a second: for more than a second.
        var scene = new Scene(new Walker(100, 200, SpeedX: 60)) { Noise = 0.01, Post = new(340, 150, 430, 350) };

        Assert.Equal([1], scene.Follow(_tracker, Times.Every(0.1, until: 9))[0]);
    }

    [Fact]
    public void Update_HiddenLongerThanMaxAge_GetsAnotherId()
    {
        var scene = new Scene(new Walker(100, 200, SpeedX: 60)) { Post = new(300, 150, 480, 350) };

        Assert.Equal([1, 2], scene.Follow(_tracker, Times.Every(0.1, until: 9))[0]);
    }

    [Fact]
    public void Update_DetectorMissesAThird_KeepsTheId()
    {
        var scene = new Scene(new Walker(100, 200, SpeedX: 60)) { Noise = 0.02, MissRate = 0.33, Seed = 1 };

        Assert.Equal([1], scene.Follow(_tracker, Times.Every(0.1, until: 10))[0]);
    }

    [Fact]
    public void Update_SameInputTwice_GivesTheSameTracks()
    {
        Assert.Equal(Run(), Run());

        static List<string> Run()
        {
            var crowd = Crowd(12);
            var random = new Random(1);
            var tracker = new OcSortTracker(new());
            return [.. Times.Every(0.1, 5).SelectMany(time => tracker.Update(Seen(crowd, time, random)).Tracks).Select(Describe)];
        }

        static string Describe(Track track) => $"{track with { Phrases = [] }} {string.Join(' ', track.Phrases)}";
    }

    [Fact]
    public void Update_HundredPeople_AllKeepTheirIds()
    {
        var walkers = Enumerable.Range(0, 100).Select(i => new Walker(150 * (i % 10), 150 * (i / 10), SpeedX: 30, SpeedY: -20));
        var scene = new Scene([.. walkers]) { Noise = 0.02 };

        Assert.All(scene.Follow(_tracker, Times.Every(0.1, until: 10)), ids => Assert.Single(ids));
    }

    /// <summary>Somebody goes from x = 100 for five frames, a tenth of a second each.</summary>
    private void Walk(float pixels)
    {
        for (var i = 0; i < 5; i++)
        {
            _tracker.Update(Sample.Frame(i * 0.1, Sample.Found(100 + (pixels * i))));
        }
    }

    /// <summary>Ids of those found.</summary>
    private IEnumerable<int> IdsAt(double seconds, params ImmutableArray<Detection> detections)
    {
        _last = _tracker.Update(Sample.Frame(seconds, detections));
        return _last.Tracks.Where(track => track.Origin == BoxOrigin.Detected).Select(track => track.Id);
    }

    private static Scene Crowd(int people)
    {
        var random = new Random(people);
        var walkers = Enumerable.Range(0, people).Select(_ => new Walker(
            random.Next(1500), random.Next(1000), random.Next(-60, 60), random.Next(-20, 20), random.Next(55, 150)));
        return new([.. walkers]) { Noise = 0.02, MissRate = 0.1 };
    }

    private static DetectedFrame Seen(Scene scene, double time, Random random) =>
        Sample.Frame(time, scene.Look(time, random).Select(look => look.Seen).OrderByDescending(d => d.Score).ToImmutableArray());
}
