namespace Glip.Conversion;

/// <summary>Numbers in which a converted model computes.</summary>
public enum Precision
{
    /// <summary>32 bits throughout: the same results as the official model.</summary>
    Fp32,

    /// <summary>
    /// 16 bits in the convolutions of pyramid and head, which are half of the work; 32 bits elsewhere, where graphics processors
    /// multiply with TF32. Products of the backbone in 16 bits cost three times the allowed difference of scores.
    /// </summary>
    Fp16,

    /// <summary>8 bits in the linear layers of both backbones and of the head's text layers. Scores change visibly.</summary>
    Int8,
}
