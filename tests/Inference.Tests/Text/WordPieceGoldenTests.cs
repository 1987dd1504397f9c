using Glip.Testing;

namespace Glip.Inference.Tests;

public class WordPieceGoldenTests
{
    [Fact]
    public void Tokenize_GoldenTexts_MatchReferenceIdsAndOffsets()
    {
        var cases = GoldenJson.Read<Case[]>("wordpiece", "cases.json");

        var wrong = cases.Where(c => !NanoTokenizer.Instance.Tokenize(c.Text).SequenceEqual(c.Tokens)).Select(c => c.Text);

        Assert.InRange(cases.Length, 2000, int.MaxValue);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Tokenize_TextsOnWhichTheReferencesDisagree_FollowsTheOneThatIsRight()
    {
        var cases = GoldenJson.Read<Disagreement[]>("wordpiece", "disagreements.json");

        var wrong = cases.Where(c => !NanoTokenizer.Instance.Tokenize(c.Text).Select(token => token.Id).SequenceEqual(c.Ids)).Select(c => (c.Because, c.Text));

        Assert.NotEmpty(cases);
        Assert.Empty(wrong);
    }

    private sealed record Disagreement(string Text, int[] Ids, string Because);

    private sealed record Case(string Text, int[] Ids, int[] Starts, int[] Ends)
    {
        public IEnumerable<Token> Tokens => Ids.Select((id, i) => new Token(id, Starts[i], Ends[i]));
    }
}
