namespace Glip.Conversion;

/// <summary>The tensors of a checkpoint below a prefix of their names.</summary>
internal sealed class WeightScope(ICheckpoint checkpoint, string prefix = "")
{
    /// <summary>A tensor by the rest of its name.</summary>
    public Weight this[string name] => new(checkpoint.Tensors[prefix + name].Shape, () => checkpoint.Read(prefix + name));

    public WeightScope In(string name) => new(checkpoint, $"{prefix}{name}.");

    public bool Has(string name) => checkpoint.Tensors.ContainsKey(prefix + name);

    /// <summary>The weight of a linear layer as [inputs, outputs], and its bias.</summary>
    public LinearWeights Linear(string name)
    {
        var (weight, bias) = (this[$"{name}.weight"], this[$"{name}.bias"]);
        return new LinearWeights(weight.Reshape(weight.Shape[0], weight.Count / weight.Shape[0]).Transpose(), bias);
    }

    /// <summary>Scale and shift of a norm.</summary>
    public NormWeights Norm(string name, float epsilon) => new(this[$"{name}.weight"], this[$"{name}.bias"], epsilon);
}
