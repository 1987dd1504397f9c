namespace Glip.Sinks;

/// <summary>What is drawn on one picture, in pixels of it; parts outside are not seen.</summary>
public sealed record Drawing
{
    /// <summary>Lines and areas, below all else.</summary>
    public IReadOnlyList<Stroke> Strokes { get; init; } = [];

    /// <summary>Boxes with a tag each; later ones lie on top.</summary>
    public IReadOnlyList<LabelledBox> Boxes { get; init; } = [];

    /// <summary>Text at places; it finds room before the tags of boxes do.</summary>
    public IReadOnlyList<Caption> Captions { get; init; } = [];

    public bool IsEmpty => Strokes.Count == 0 && Boxes.Count == 0 && Captions.Count == 0;
}
