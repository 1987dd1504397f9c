namespace Glip.Inference;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="ElementType">Type of its elements.</param>
/// <param name="Rank">Number of its axes.</param>
public readonly record struct GraphPort(string Name, Type ElementType, int Rank)
{
    public override string ToString() => $"{Name} ({ElementType.Name}, {Rank} axes)";
}
