using Glip.Core;

namespace Glip.Inference;

/// <summary>Brings boxes from the resized image back to the source image.</summary>
/// <param name="Resized">Size of the image that the model saw, without padding.</param>
/// <param name="Source">Size of the source image.</param>
/// <param name="Edges">What the model's right and bottom edges mean.</param>
internal readonly record struct BoxScaler(ImageSize Resized, ImageSize Source, BoxEdges Edges)
{
    /// <summary>The box in source pixels with continuous edges, clipped to the image.</summary>
    /// <param name="box">Left, top, right, bottom in pixels of the resized image.</param>
    /// <exception cref="ArgumentException">There are not four numbers.</exception>
    /// <remarks>
    /// Source: microsoft/GLIP, maskrcnn_benchmark/structures/bounding_box.py, resize: each axis by its own ratio. The pixel that inclusive
    /// edges leave out is added after scaling, as the reference does when it exports boxes for COCO.
    /// </remarks>
    public BoundingBox ToSource(ReadOnlySpan<float> box)
    {
        if (box.Length != 4)
        {
            throw new ArgumentException($"{box.Length} numbers; a box has 4.", nameof(box));
        }

        var (ratioX, ratioY) = ((float)Source.Width / Resized.Width, (float)Source.Height / Resized.Height);
        var last = Edges == BoxEdges.Inclusive ? 1 : 0;
        return new BoundingBox(box[0] * ratioX, box[1] * ratioY, (box[2] * ratioX) + last, (box[3] * ratioY) + last).ClipTo(Source);
    }
}
