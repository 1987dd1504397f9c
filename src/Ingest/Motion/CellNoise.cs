namespace Glip.Ingest;

/// <summary>
/// Learns for each cell by how much it usually changes within some seconds: three quarters of all changes are smaller. Noise and branches are
/// there most of the time and are learned; what passes by is there too seldom to count.
/// </summary>
/// <remarks>The quantile is found by steps up and down in proportion, source: Frugal streaming, Ma, Muthukrishnan and Sandler, 2013.</remarks>
internal sealed class CellNoise
{
    private const float Quantile = 0.75f;
    private const float LeastUsual = 0.15f;
    private const float FirstUsual = 0.5f;
    private const float SlowStart = 2; // frames; the first ones teach more than later ones
    private static readonly TimeSpan s_memory = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_distance = TimeSpan.FromSeconds(3); // between frames that are compared; branches swing in that time
    private static readonly TimeSpan s_longestStep = TimeSpan.FromSeconds(1);

    private readonly float[] _usual;
    private readonly float[] _past;
    private TimeSpan _age;
    private int _frames;

    /// <param name="first">Luma of the cells in the first frame.</param>
    public CellNoise(ReadOnlySpan<float> first)
    {
        _past = first.ToArray();
        _usual = new float[_past.Length];
        Array.Fill(_usual, FirstUsual);
    }

    /// <summary>The usual change of a cell, in levels of luma.</summary>
    public float Usual(int cell) => _usual[cell];

    /// <param name="current">Luma of the cells in the next frame.</param>
    /// <param name="elapsed">Time since the frame before.</param>
    public void Learn(ReadOnlySpan<float> current, TimeSpan elapsed)
    {
        var step = elapsed < s_longestStep ? elapsed : s_longestStep;
        var rate = (float)Math.Max(step / s_memory, Math.Min(1, SlowStart / (_frames + SlowStart)));
        var (up, down) = (MathF.Exp(rate * Quantile), MathF.Exp(-rate * (1 - Quantile)));
        var light = LightChange.Between(_past, current);
        for (var i = 0; i < _usual.Length; i++)
        {
            var change = LightChange.IsDark(current[i], _past[i]) ? 0 : Math.Abs(current[i] - light.Of(_past[i]));
            _usual[i] = Math.Max(LeastUsual, _usual[i] * (change > _usual[i] ? up : down));
        }

        _frames++;
        _age += elapsed;
        if (_age >= s_distance)
        {
            current.CopyTo(_past);
            _age = TimeSpan.Zero;
        }
    }
}
