using System.Numerics;

namespace Glip.Tracking;

/// <summary>
/// Where an object was seen in the last half second, and the look before that: few places, whatever the rate of the stream. All are in pixels of the present frame.
/// </summary>
internal sealed class Observations
{
    private const int Most = 8;

    // OC-SORT takes three frames of a stream of 10 to 30 frames a second; a longer way has a surer direction.
    private static readonly TimeSpan s_span = TimeSpan.FromSeconds(0.5);

    // The oldest first. Those between are thinned, so that all fit.
    private readonly (TimeSpan At, Vector2 Place)[] _places = new (TimeSpan, Vector2)[Most];
    private int _count;
    private TimeSpan _now;
    private Vector2 _last;

    public Observations((float X, float Y) first) => Add(first);

    /// <summary>From the place about half a second before the last one to the last one, in pixels; zero when there is only one.</summary>
    public Vector2 Way => _last - _places[0].Place;

    public void Advance(TimeSpan step) => _now += step;

    public void Add((float X, float Y) place)
    {
        _last = new(place.X, place.Y);
        while (_count > 1 && _now - _places[1].At >= s_span)
        {
            RemoveOldest();
        }

        if (_count == 0 || (_count < Most && _now - _places[_count - 1].At >= s_span / (Most - 2)))
        {
            _places[_count++] = (_now, _last);
        }
    }

    /// <param name="turn">Maps pixels of the frame before to this one, as row vectors.</param>
    public void Turn(Matrix3x2 turn)
    {
        _last = Vector2.Transform(_last, turn);
        for (var i = 0; i < _count; i++)
        {
            _places[i].Place = Vector2.Transform(_places[i].Place, turn);
        }
    }

    private void RemoveOldest() => Array.Copy(_places, 1, _places, 0, --_count);
}
