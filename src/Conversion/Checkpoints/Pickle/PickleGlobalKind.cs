namespace Glip.Conversion;

/// <summary>What a name of Python stands for.</summary>
internal enum PickleGlobalKind
{
    /// <summary>Makes an ordered dictionary.</summary>
    Dictionary,

    /// <summary>Makes a tensor of a typed storage.</summary>
    Tensor,

    /// <summary>Makes a tensor of a storage of bytes and a number type.</summary>
    TensorOfBytes,

    /// <summary>Wraps a tensor.</summary>
    Parameter,

    /// <summary>Wraps the tuple of a shape.</summary>
    Size,

    /// <summary>Names the type of a storage; cannot be called.</summary>
    Storage,

    /// <summary>Names a type of numbers; cannot be called.</summary>
    NumberType,

    /// <summary>Makes a value that is dropped.</summary>
    Other,
}
