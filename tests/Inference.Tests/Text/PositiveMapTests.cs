using System.Collections.Immutable;

namespace Glip.Inference.Tests;

public class PositiveMapTests
{
    // Characters: 0-3 token, 4-6 nothing, 7-8 and 9 tokens, 10-12 nothing, 13 token.
    private static readonly ImmutableArray<Token> s_tokens = [new(5, 0, 4), new(6, 7, 9), new(7, 9, 10), new(8, 13, 14)];

    [Theory]
    [InlineData(0, 4, new[] { 1 })]
    [InlineData(1, 2, new[] { 1 })] // inside of a token
    [InlineData(0, 10, new[] { 1, 2, 3 })]
    [InlineData(5, 9, new[] { 2 })] // the second character behind the start has a token
    [InlineData(4, 9, new int[0])] // the third is not tried
    [InlineData(7, 12, new[] { 2, 3 })] // the third character before the end has a token
    [InlineData(7, 13, new int[0])] // the fourth is not tried
    [InlineData(9, 9, new int[0])] // empty: the last character lies before the first
    [InlineData(10, 13, new int[0])]
    [InlineData(0, 0, new int[0])]
    [InlineData(14, 14, new int[0])]
    public void TokensOf_Span_FollowsOfficialRule(int start, int end, int[] expected) =>
        Assert.Equal(expected, PositiveMap.TokensOf(s_tokens, new(start, end)));

    [Fact]
    public void TokensOf_SyllableOfSeveralTokens_EndsWithTheFirst()
    {
        ImmutableArray<Token> tokens = [new(5, 0, 1), new(6, 0, 1), new(7, 1, 2), new(8, 1, 2)];

        Assert.Equal([1, 2, 3], PositiveMap.TokensOf(tokens, new(0, 2)).ToArray());
    }
}
