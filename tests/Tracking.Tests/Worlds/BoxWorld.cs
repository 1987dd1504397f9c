using System.Collections.Immutable;
using System.Numerics;
using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>People in front of a camera of 1280x720, as a detector with faults sees them. The same seed gives the same frames.</summary>
internal sealed record BoxWorld
{
    public const int Width = 1280;
    public const int Height = 720;

    // Hidden by more than this, nobody can be seen.
    private const float MostHidden = 0.65f;

    private static readonly Phrase s_person = new("person");
    private static readonly DateTimeOffset s_start = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public required ImmutableArray<Actor> Actors { get; init; }

    /// <summary>When frames are taken, in seconds.</summary>
    public required ImmutableArray<double> Times { get; init; }

    /// <summary>Upright things that hide whoever passes behind them.</summary>
    public ImmutableArray<BoundingBox> Posts { get; init; } = [];

    /// <summary>Standard deviation of each edge, in heights of the box.</summary>
    public double Noise { get; init; } = 0.015;

    /// <summary>Share of looks in which somebody visible is not detected.</summary>
    public double Misses { get; init; } = 0.05;

    /// <summary>False boxes a frame, on average.</summary>
    public double Falses { get; init; }

    /// <summary>Maps the world to the pixels of a frame, as row vectors.</summary>
    public Func<double, Matrix3x2>? Camera { get; init; }

    /// <summary>Whether frames know how the camera looks.</summary>
    public bool KnowsView { get; init; } = true;

    public IEnumerable<WorldFrame> Frames(int seed)
    {
        var random = new Random(seed);
        foreach (var (index, time) in Times.Index())
        {
            var camera = Camera?.Invoke(time) ?? Matrix3x2.Identity;
            List<Detection> seen = [];
            List<Truth> truths = [];
            foreach (var (actor, box, hidden) in Visible(time))
            {
                var (there, chance, score) = (box.Turn(camera), random.NextDouble(), Score(hidden, random));
                truths.Add(new(actor, there));
                if (chance >= Misses)
                {
                    seen.Add(new(Shake(there, random), s_person, score));
                }
            }

            AddFalse(seen, random);
            yield return new(new(Header(index, time, camera), [.. seen.OrderByDescending(d => d.Score)]), [.. truths]);
        }
    }

    /// <summary>The nearest first: whose feet are lowest hides the others.</summary>
    private IEnumerable<(int Actor, BoundingBox Box, float Hidden)> Visible(double time)
    {
        List<BoundingBox> nearer = [];
        var present = Actors.Index().Where(a => a.Item.IsThere(time)).Select(a => (a.Index, Box: a.Item.BoxAt(time)));
        foreach (var (actor, box) in present.OrderByDescending(a => a.Box.Bottom).ThenBy(a => a.Index))
        {
            var hidden = nearer.Concat(Posts).Select(other => box.Intersect(other).Area / box.Area).DefaultIfEmpty().Max();
            nearer.Add(box);
            var seen = Posts.Aggregate(box, Cut);
            if (hidden < MostHidden && seen.Right > 10 && seen.Left < Width - 10)
            {
                yield return (actor, seen, hidden);
            }
        }
    }

    /// <summary>What is to be seen of a box beside a post.</summary>
    private static BoundingBox Cut(BoundingBox box, BoundingBox post) => box.Intersect(post) is not { Width: > 0, Height: > 0 } ? box
        : post.Left <= box.Left ? box with { Left = Math.Min(post.Right, box.Right) }
        : post.Right >= box.Right ? box with { Right = Math.Max(post.Left, box.Left) }
        : box;

    private static float Score(float hidden, Random random) => Math.Clamp(0.85f - (0.75f * hidden) + (float)(0.05 * Gauss(random)), 0.05f, 0.99f);

    private BoundingBox Shake(BoundingBox box, Random random)
    {
        var noise = Noise * box.Height;
        return new(Edge(box.Left), Edge(box.Top), Edge(box.Right), Edge(box.Bottom));

        float Edge(float edge) => edge + (float)(noise * Gauss(random));
    }

    private void AddFalse(List<Detection> seen, Random random)
    {
        for (var left = Falses; random.NextDouble() < left; left--)
        {
            var height = random.Next(70, 160);
            var (x, y) = (random.Next(Width), random.Next(height, Height));
            seen.Add(new(new(x, y - height, x + (0.4f * height), y), s_person, 0.35f + (0.3f * random.NextSingle())));
        }
    }

    private FrameHeader Header(int index, double time, Matrix3x2 camera) =>
        new("world", index, TimeSpan.FromSeconds(time), s_start + TimeSpan.FromSeconds(time), Width, Height)
        {
            View = Camera is not null && KnowsView && Matrix3x2.Invert(camera, out var view) ? view : null,
        };

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
