using Glip.Core;

namespace Glip.Conversion;

/// <summary>Compares a checkpoint with the tensors that a model of its sizes must have.</summary>
internal static class TensorCheck
{
    /// <exception cref="CheckpointException">Lists all tensors that are missing, each with the nearest name, or have another shape.</exception>
    public static void Check(ICheckpoint checkpoint, GlipArchitecture architecture)
    {
        var expected = ExpectedTensors.Of(architecture);
        var spare = checkpoint.Tensors.Keys.Except(expected.Select(tensor => tensor.Name), StringComparer.Ordinal).ToArray();
        var missing = expected.Where(tensor => !checkpoint.Tensors.ContainsKey(tensor.Name)).Select(tensor => Missing(tensor.Name, spare)).ToArray();
        if (missing.Length > 0)
        {
            throw new CheckpointException($"{checkpoint.Source}: {missing.Length} of {expected.Length} tensors are missing: {string.Join(", ", missing)}");
        }

        var wrong = expected.Where(tensor => !checkpoint.Tensors[tensor.Name].Shape.SequenceEqual(tensor.Shape)).ToArray();
        if (wrong.Length > 0)
        {
            var list = wrong.Select(tensor => $"{tensor.Name} is {Text(checkpoint.Tensors[tensor.Name].Shape)}, expected {Text(tensor.Shape)}");
            throw new CheckpointException($"{checkpoint.Source}: {wrong.Length} tensors have wrong shapes: {string.Join("; ", list)}");
        }

        var whole = expected.Where(tensor => !checkpoint.Tensors[tensor.Name].Type.IsReal()).Select(tensor => tensor.Name).ToArray();
        if (whole.Length > 0)
        {
            throw new CheckpointException($"{checkpoint.Source}: expected real numbers, found whole ones in {string.Join(", ", whole)}");
        }
    }

    /// <summary>Tells that a tensor is missing, and which name is near if one is.</summary>
    public static string Missing(string name, IEnumerable<string> others)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        var nearest = others
            .Where(other => other.EndsWith(last, StringComparison.Ordinal) && Math.Abs(other.Length - name.Length) <= name.Length / 3)
            .Select(other => (Name: other, Distance: EditDistance.Between(name, other)))
            .Where(other => other.Distance <= name.Length / 3)
            .OrderBy(other => other.Distance)
            .ThenBy(other => other.Name, StringComparer.Ordinal)
            .Select(other => $" (nearest: {other.Name})")
            .FirstOrDefault(string.Empty);
        return $"{name} is missing{nearest}";
    }

    private static string Text(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";
}
