using System.Text.Json.Serialization;

namespace Glip.Sinks;

/// <summary>A line about a picture that is kept.</summary>
/// <param name="File">Name of the picture, beside the line.</param>
/// <param name="Phrase">What was found.</param>
/// <param name="Score">Of the model, in [0, 1].</param>
/// <param name="Reason"><c>below_threshold</c>, <c>decoy</c> or <c>no_track</c>.</param>
/// <param name="CapturedAt">Capture time of the frame.</param>
/// <param name="FrameIndex">Number of the frame.</param>
/// <param name="Box">Left, top, right and bottom in source pixels.</param>
internal sealed record KeptCandidate(
    [property: JsonRequired] string File, [property: JsonRequired] string Phrase, [property: JsonRequired] float Score, string Reason, [property: JsonRequired] DateTimeOffset CapturedAt, long FrameIndex, float[] Box);
