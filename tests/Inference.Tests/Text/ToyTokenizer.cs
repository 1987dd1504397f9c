using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Glip.Inference.Tests;

/// <summary>The tokenizer of the caption fixtures: every run of ASCII letters or digits is a token, and every other character that is not blank.</summary>
internal sealed partial class ToyTokenizer : ITokenizer
{
    public int ClsId => 1;

    public int SepId => 2;

    public ImmutableArray<Token> Tokenize(string text) => [.. Pieces().Matches(text).Select(m => new Token(3, m.Index, m.Index + m.Length))];

    [GeneratedRegex("[A-Za-z0-9]+|[^ ]", RegexOptions.None, 1000)]
    private static partial Regex Pieces();
}
