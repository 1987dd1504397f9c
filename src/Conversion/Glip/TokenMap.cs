namespace Glip.Conversion;

/// <summary>Tokens that lie on a grid.</summary>
/// <param name="Tokens">[N, height · width, C], row by row.</param>
/// <param name="Height">int64 [1].</param>
/// <param name="Width">int64 [1].</param>
internal sealed record TokenMap(Value Tokens, Value Height, Value Width)
{
    public TokenMap With(Value tokens) => this with { Tokens = tokens };

    /// <summary>As maps [N, C, height, width].</summary>
    public Value ToMaps() => Tokens.Transpose(0, 2, 1).Reshape(0, Tokens.Shape[2].Length!.Value, Height, Width);
}
