namespace Glip.Inference;

/// <summary>Where the numbers of a deformable convolution lie.</summary>
internal unsafe struct DeformableTensors
{
    /// <summary>[images, height, width, channels].</summary>
    public float* Maps;

    /// <summary>[9, output channels / 16, channels, 16]: point 3 * row + column of the kernel, panel, input channel, output channel in the panel.</summary>
    public float* Weights;

    /// <summary>[images, 18, positions]: vertical and horizontal offset of each point, in cells.</summary>
    public float* Offsets;

    /// <summary>[images, 9, positions]: factor of each point.</summary>
    public float* Masks;

    /// <summary>[images, output channels, positions], receives the result.</summary>
    public float* Result;

    /// <summary>[images, output channels], receives the mean of the result over the positions.</summary>
    public float* Means;

    /// <summary>[images, output channels], receives the mean square.</summary>
    public float* MeanSquares;
}
