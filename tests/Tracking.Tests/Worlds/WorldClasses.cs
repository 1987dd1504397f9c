using System.Collections.Immutable;
using System.Numerics;
using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>All kinds of worlds: each has one trouble, the last ones all of them at several rates.</summary>
internal static class WorldClasses
{
    private const double Length = 20;

    public static readonly WorldClass Occlusion = new("hidden behind posts", random => new()
    {
        Actors = Walkers(random, 5),
        Times = Every(0.1),
        Posts = Posts(random, 2),
    });

    public static readonly WorldClass OneFrameASecond = new("1 frame/s", random => Mixed(random) with { Times = Every(1) });

    public static readonly WorldClass Irregular = new("irregular, 0.03 to 1 s", random => Mixed(random) with { Times = Uneven(random) });

    public static readonly WorldClass Shake = new("camera shakes", Shaken);

    public static readonly ImmutableArray<WorldClass> All =
    [
        new("paths cross", random => new() { Actors = Crossing(random), Times = Every(0.1) }),
        Occlusion,
        new("a third missed", random => new() { Actors = Walkers(random, 6), Times = Every(0.1), Misses = 0.35 }),
        new("1.5 false boxes a frame", random => new() { Actors = Walkers(random, 6), Times = Every(0.1), Falses = 1.5 }),
        new("edges jitter by 6 %", random => new() { Actors = Walkers(random, 6), Times = Every(0.1), Noise = 0.06 }),
        new("stop and turn, behind posts too", random => new() { Actors = Wanderers(random, 6), Times = Every(0.1), Posts = Posts(random, 3) }),
        OneFrameASecond,
        new("5 frames/s", random => Mixed(random) with { Times = Every(0.2) }),
        new("30 frames/s", random => Mixed(random) with { Times = Every(1 / 30.0) }),
        Irregular,
        Shake,
    ];

    private static BoxWorld Mixed(Random random) => new()
    {
        Actors = [.. Walkers(random, 4), .. Wanderers(random, 3)],
        Times = [],
        Posts = Posts(random, 1),
        Noise = 0.02,
        Misses = 0.15,
        Falses = 0.2,
    };

    /// <summary>A hand or a mast in the wind: up to 25 pixels between frames, a little roll and zoom, and a slow pan.</summary>
    private static BoxWorld Shaken(Random random)
    {
        var times = Every(0.1);
        var cameras = times.Select(time => Camera(time, random)).ToList();
        return new()
        {
            Actors = Walkers(random, 6),
            Times = times,
            Misses = 0.15,
            Camera = time => cameras[(int)Math.Round(time / 0.1)],
        };
    }

    private static Matrix3x2 Camera(double time, Random random) =>
        Matrix3x2.CreateRotation((float)(0.01 * (random.NextDouble() - 0.5)), new(640, 360))
        * Matrix3x2.CreateScale((float)(1 + (0.02 * (random.NextDouble() - 0.5))), new Vector2(640, 360))
        * Matrix3x2.CreateTranslation((float)(60 * Math.Sin(0.5 * time)) + random.Next(-25, 26), random.Next(-25, 26));

    private static ImmutableArray<Actor> Walkers(Random random, int count)
    {
        var cast = new Cast(random);
        return [.. Enumerable.Range(0, count).Select(_ => cast.Walker(random.Next(2) == 0, cast.Lane(), cast.From(0, 0.5 * Length)))];
    }

    private static ImmutableArray<Actor> Wanderers(Random random, int count)
    {
        var cast = new Cast(random);
        return [.. Enumerable.Range(0, count).Select(_ => cast.Wanderer(cast.From(0, 2), Length))];
    }

    /// <summary>Three from each side on nearly the same lane, so that all meet in the middle.</summary>
    private static ImmutableArray<Actor> Crossing(Random random)
    {
        var cast = new Cast(random);
        var lane = cast.Lane();
        return [.. Enumerable.Range(0, 6).Select(i => cast.Walker(i % 2 == 0, lane + random.Next(-20, 20), cast.From(0, 5)))];
    }

    private static ImmutableArray<BoundingBox> Posts(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (Left: random.Next(250, 950), Width: random.Next(40, 110))).Select(post => new BoundingBox(post.Left, 0, post.Left + post.Width, 720))];

    private static ImmutableArray<double> Every(double step) => [.. Tests.Times.Every(step, Length)];

    private static ImmutableArray<double> Uneven(Random random) => [.. Tests.Times.Irregular(0.03, 1, Length, random.Next())];
}
