namespace Glip.Inference;

/// <summary>A word piece and the characters it stands for.</summary>
/// <param name="Id">Line of the piece in the vocabulary, from 0.</param>
/// <param name="Start">First character in the original text, in UTF-16 units.</param>
/// <param name="End">Character behind the last one; always above <paramref name="Start"/>.</param>
internal readonly record struct Token(int Id, int Start, int End);
