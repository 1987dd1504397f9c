namespace Glip.Core;

/// <summary>A whole picture in memory, outside of any pool.</summary>
/// <param name="Size">Width and height.</param>
/// <param name="Pixels">[height, width, 3] RGB, 8 bit, rows without padding.</param>
public sealed record RgbImage(ImageSize Size, byte[] Pixels);
