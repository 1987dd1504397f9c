namespace Glip.Inference;

/// <summary>A part of a text, in UTF-16 units.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">Character behind the last one; equal to <paramref name="Start"/> when the part is empty.</param>
internal readonly record struct CharSpan(int Start, int End);
