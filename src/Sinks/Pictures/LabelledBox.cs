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
    /// <summary>An open event, such as <c>person 0.86 #12</c>; without score where nothing was found in the frame.</summary>
    public static LabelledBox Of(ReportedTrack track)
    {
        var predicted = track.Origin == BoxOrigin.Predicted;
        var text = predicted ? track.Leading.Sought.Phrase.Text : Scored(track.Leading.Sought.Phrase, track.Leading.Score);
        return new(track.Box, string.Create(CultureInfo.InvariantCulture, $"{text} #{track.TrackId}"), TrackColours.Of(track.TrackId), predicted);
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
