namespace Glip.Core;

/// <summary>Width and height of an image, in pixels; both at least 1.</summary>
public readonly record struct ImageSize(int Width, int Height)
{
    /// <summary>Bytes of an RGB image of this size without padding between rows.</summary>
    public int RgbBytes => checked(Width * Height * 3);

    public override string ToString() => $"{Width}x{Height}";
}
