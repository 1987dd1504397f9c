namespace Glip.Conversion;

/// <summary>Numbers in which a converted model computes.</summary>
public enum Precision
{
    /// <summary>32 bits throughout: the same results as the official model.</summary>
    Fp32,

    /// <summary>16 bits in products and convolutions, 32 bits in norms, softmax, fusion, logits and boxes. For graphics processors.</summary>
    Fp16,

    /// <summary>8 bits in the linear layers of both backbones and of the head's text layers. Scores change visibly.</summary>
    Int8,
}
