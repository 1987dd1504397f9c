using Glip.Testing;

namespace Glip.Inference.Tests;

/// <summary>The tokenizer of the model that ships, loaded once.</summary>
internal static class NanoTokenizer
{
    public static string VocabularyPath { get; } = Path.Combine(Repository.Nano, "vocab.txt");

    public static WordPieceTokenizer Instance { get; } = WordPieceTokenizer.Load(VocabularyPath, lowercase: true);
}
