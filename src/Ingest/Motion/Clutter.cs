namespace Glip.Ingest;

/// <summary>
/// How strong a region must be to count as motion. Where small regions pass again and again and the model finds nothing in them (rain, insects),
/// the bar rises until few of them pass; it falls back when they are gone. It stays low enough for anything larger.
/// </summary>
internal sealed class Clutter
{
    /// <summary>A strong change of one cell, or a faint one of some cells or frames.</summary>
    public const float LeastBar = 3;

    private const float MostBar = 30; // a thing of a tenth of the height of the picture is stronger
    private const float Rise = 1.25f; // a frame that passes
    private const float Fall = 0.992f; // a frame that does not: 3.6 % of the frames pass where the bar comes to rest

    public float Bar { get; private set; } = LeastBar;

    /// <param name="strength">Of the strongest region of a frame.</param>
    public void Learn(float strength) => Bar = strength switch
    {
        >= MostBar => Bar,
        _ when strength >= Bar => Math.Min(MostBar, Bar * Rise),
        _ => Math.Max(LeastBar, Bar * Fall),
    };
}
