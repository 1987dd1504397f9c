using Glip.Core;

namespace Glip.Bench;

/// <summary>People who walk at random in a square, as a detector sees them ten times a second: one look in ten is missed, one in ten is weak.</summary>
/// <param name="people">How many.</param>
/// <param name="apart">Pixels between neighbours on average; they are about 40 wide and 100 high.</param>
internal sealed class Crowd(int people, double apart)
{
    private const double Step = 0.1;

    private static readonly Phrase s_person = new("person");

    private readonly Random _random = new(people);
    private readonly int _side = (int)(apart * Math.Sqrt(people)) + 200;

    public List<DetectedFrame> Frames(int count)
    {
        var walkers = Enumerable.Range(0, people)
            .Select(_ => (X: Place(), Y: Place(), SpeedX: Speed(), SpeedY: Speed() / 4, Height: _random.Next(80, 120))).ToList();
        return [.. Enumerable.Range(0, count).Select(i => Frame(i, [.. walkers.SelectMany(w => Look(w.X + (w.SpeedX * i * Step), w.Y + (w.SpeedY * i * Step), w.Height))]))];
    }

    private DetectedFrame Frame(int index, List<Detection> seen)
    {
        var time = TimeSpan.FromSeconds(index * Step);
        return new(new FrameHeader("crowd", index, time, DateTimeOffset.UnixEpoch + time, _side, _side), [.. seen.OrderByDescending(d => d.Score)]);
    }

    private IEnumerable<Detection> Look(double x, double y, int height)
    {
        var chance = _random.Next(10);
        if (chance > 0)
        {
            var (left, top) = (Shaken(Inside(x)), Shaken(Inside(y)));
            yield return new(new(left, top, left + (0.4f * height), top + height), s_person, chance == 1 ? 0.4f : 0.5f + (0.4f * _random.NextSingle()));
        }
    }

    /// <summary>At the edges they turn back.</summary>
    private double Inside(double x)
    {
        var turned = Math.Abs(x) % (2 * _side);
        return turned < _side ? turned : (2 * _side) - turned;
    }

    private double Place() => _side * _random.NextDouble();

    private double Speed() => 160 * (_random.NextDouble() - 0.5);

    private float Shaken(double x) => (float)(x + (4 * (_random.NextDouble() - 0.5)));
}
