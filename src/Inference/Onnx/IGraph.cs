using System.Collections.Immutable;

namespace Glip.Inference;

/// <summary>A neural network that is loaded and ready. Safe for use by several threads at a time.</summary>
public interface IGraph : IDisposable
{
    ImmutableArray<GraphPort> Inputs { get; }

    ImmutableArray<GraphPort> Outputs { get; }

    /// <summary>Computes all outputs.</summary>
    /// <param name="inputs">Tensors by name, borrowed; those that the graph does not take are passed over.</param>
    /// <param name="cancellationToken">Breaks the computation off.</param>
    /// <returns>All outputs by name; the caller disposes of them.</returns>
    TensorSet Run(IReadOnlyDictionary<string, Tensor> inputs, CancellationToken cancellationToken);
}
