using System.Globalization;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>A box to draw.</summary>
/// <param name="Box">In pixels of the picture that is drawn on; parts outside are not seen.</param>
/// <param name="Label">Text of its tag.</param>
/// <param name="Colour">Of the lines and the tag.</param>
/// <param name="Dashed">Whether the lines are broken: nothing was found there, the place is a guess.</param>
public readonly record struct LabelledBox(BoundingBox Box, string Label, Rgb Colour, bool Dashed = false)
{
    /// <summary>Whether the lines are thin and the tag without ground: nothing was told of it yet.</summary>
    public bool Faint { get; init; }

    /// <summary>Whether the lines are thick: something was told of it just now.</summary>
    public bool Heavy { get; init; }

    /// <summary>
    /// A track, such as <c>person 0.86 #12</c>, or <c>person 0.86 #12 still</c> when it stands still; without score where nothing was found in the
    /// frame; a candidate has no number yet.
    /// </summary>
    public static LabelledBox Of(ReportedTrack track)
    {
        var predicted = track.Origin == BoxOrigin.Predicted;
        var text = predicted ? track.Leading.Sought.Phrase.Text : Scored(track.Leading.Sought.Phrase, track.Leading.Score);
        var number = track.HasEvent ? string.Create(CultureInfo.InvariantCulture, $" #{track.TrackId}{(track.Stationary ? " still" : string.Empty)}") : string.Empty;
        return new(track.Box, text + number, TrackColours.Of(track.TrackId), predicted) { Faint = !track.HasEvent };
    }

    /// <summary>The best frame of a track, such as <c>person 0.86</c>.</summary>
    public static LabelledBox Of(int trackId, BestFrame best) => new(best.Box, Scored(best.Phrase, best.Score), TrackColours.Of(trackId));

    /// <summary>The box on a picture of another size.</summary>
    public LabelledBox Scale(ImageSize from, ImageSize to)
    {
        var (x, y) = ((float)to.Width / from.Width, (float)to.Height / from.Height);
        return this with { Box = new(Box.Left * x, Box.Top * y, Box.Right * x, Box.Bottom * y) };
    }

    private static string Scored(Phrase phrase, float score) => string.Create(CultureInfo.InvariantCulture, $"{phrase} {score:0.00}");
}
