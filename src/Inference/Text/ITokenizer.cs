using System.Collections.Immutable;

namespace Glip.Inference;

/// <summary>Cuts a text into the pieces that a text model reads.</summary>
internal interface ITokenizer
{
    /// <summary>Id of the token that stands in front of every text.</summary>
    int ClsId { get; }

    /// <summary>Id of the token that ends every text.</summary>
    int SepId { get; }

    /// <summary>The pieces of a text in order, without the two special tokens. Any string is allowed.</summary>
    ImmutableArray<Token> Tokenize(string text);
}
