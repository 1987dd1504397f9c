namespace Glip.Inference;

/// <summary>Where the numbers of an attention between images and texts lie. The rows are heads · tokens.</summary>
internal unsafe struct AttentionTensors
{
    /// <summary>[images, positions, channels].</summary>
    public float* Image;

    /// <summary>[images, rows, channels].</summary>
    public float* Keys;

    /// <summary>[images, rows], added to the logits of a row when the image looks at the text.</summary>
    public float* Offsets;

    /// <summary>[images, rows, channels].</summary>
    public float* Values;

    /// <summary>[images, channels, positions], receives what the texts give to the images.</summary>
    public float* ToImage;

    /// <summary>[images, rows, channels], receives what the images give to the texts.</summary>
    public float* ToText;
}
