using Glip.Core;

namespace Glip.Host;

/// <summary>A frame as it was analysed, for somebody to look at.</summary>
/// <param name="Image">Its pixels, of the size that the model looks at.</param>
/// <param name="Report">What it brought.</param>
internal sealed record SeenFrame(RgbImage Image, FrameReport Report);
