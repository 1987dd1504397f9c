using Glip.Core;

namespace Glip.Conversion;

/// <summary>A file of named tensors. Values are read when they are asked for, one tensor at a time.</summary>
public interface ICheckpoint : IDisposable
{
    /// <summary>Where the tensors come from, for messages.</summary>
    string Source { get; }

    /// <summary>All tensors in the order of the file; a <c>module.</c> that stands before every name is left out.</summary>
    IReadOnlyDictionary<string, CheckpointTensor> Tensors { get; }

    /// <summary>The values of a tensor as float32, row-major, as many as its shape says.</summary>
    /// <exception cref="CheckpointException">The tensor holds whole numbers, or its values cannot be read.</exception>
    float[] Read(string name);
}
