namespace Glip.Conversion;

/// <summary>Sizes of a BERT encoder.</summary>
/// <param name="Vocabulary">Word pieces.</param>
/// <param name="Hidden">Width of a token.</param>
/// <param name="Layers">Encoder layers.</param>
/// <param name="Heads">Attention heads.</param>
/// <param name="Intermediate">Width inside the feed-forward part.</param>
/// <param name="Positions">Longest text that has position embeddings.</param>
/// <remarks>Source: BERT (arXiv 1810.04805), section 3.</remarks>
public sealed record BertSizes(int Vocabulary, int Hidden, int Layers, int Heads, int Intermediate, int Positions);
