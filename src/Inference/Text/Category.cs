namespace Glip.Inference;

/// <summary>A category of a data set.</summary>
/// <param name="Id">Its number in the annotation file.</param>
/// <param name="Name">Its name, not cleaned.</param>
internal readonly record struct Category(int Id, string Name);
