namespace Glip.Sinks;

/// <summary>How many objects are somewhere.</summary>
/// <param name="Place">Name of a stream, or of a zone in any stream.</param>
/// <param name="Label">Of the objects, or <see cref="All"/>.</param>
/// <param name="ActiveOnly">Whether those that stand still are left out.</param>
/// <param name="Count">How many.</param>
public readonly record struct FrigateCount(string Place, string Label, bool ActiveOnly, int Count)
{
    /// <summary>Stands for objects of all labels.</summary>
    public const string All = "all";
}
