using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Glip.Inference.Tests;

public class WordPieceTokenizerTests
{
    private static readonly string[] s_pieces = File.ReadAllLines(NanoTokenizer.VocabularyPath);

    private static readonly string[] s_parts =
    [
        "person", "Red", "UNAFFABLE", "é", "e\u0301", "Å", "ñ", "ß", "ẞ", "İ", "ı", "ﬁ", "ǅ", "ς", "Й", "한국", "赤い", "\uF900", "\u9FFF", "\U00020000", "\U0002F800",
        "\u0301", "\u0323", "\u0345", "\u200d", "\u00ad", "\u0085", "\0", "\u007f", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\ue000", "\u0378",
        "\ud800", "\udc00", "🐕", "👨‍👩‍👧", "𝒳", "𐐀", "\U000E0001", " ", "  ", "\t", "\r\n", "\u00a0", "\u2028", "\u3000",
        ".", ";", "-", "_", "$", "^", "`", "€", "“", "…", "·", "#", "##", "[SEP]", "1", "42", "½", "²", new('a', 99), new('é', 50), "x",
    ];

    [Theory]
    [InlineData("Café", "cafe", 0, 4)] // é is decomposed and loses its accent, and stays one character wide
    [InlineData("  dog  ", "dog", 2, 5)]
    [InlineData("D\u00ADog", "dog", 0, 4)] // a soft hyphen goes away
    [InlineData("İstanbul", "istanbul", 0, 8)]
    [InlineData("🐕", "[UNK]", 0, 2)]
    [InlineData("車", "車", 0, 1)]
    public void Tokenize_OneWord_MapsToOriginalCharacters(string text, string piece, int start, int end) =>
        Assert.Equal([new Token(Array.IndexOf(s_pieces, piece), start, end)], NanoTokenizer.Instance.Tokenize(text).ToArray());

    [Fact]
    public void Tokenize_HalfASurrogatePair_GoesAway() =>
        Assert.Equal([new Token(3899, 0, 4)], NanoTokenizer.Instance.Tokenize("do" + '\ud800' + "g").ToArray()); // 3899 is "dog", as both references say.

    [Fact]
    public void Tokenize_RareWord_TakesLongestPieces()
    {
        var tokens = NanoTokenizer.Instance.Tokenize("Unaffable");

        Assert.Equal("una ##ffa ##ble", string.Join(' ', tokens.Select(token => s_pieces[token.Id])));
        Assert.Equal([0, 3, 6], tokens.Select(token => token.Start));
    }

    [Fact]
    public void Tokenize_SpecialTokenInText_IsThreeWords() =>
        Assert.Equal("[ sep ]", string.Join(' ', NanoTokenizer.Instance.Tokenize("[SEP]").Select(token => s_pieces[token.Id])));

    [Fact]
    public void Tokenize_WordOf101Characters_IsUnknown()
    {
        Assert.NotEqual(100, NanoTokenizer.Instance.Tokenize(new string('a', 100))[0].Id);
        Assert.Equal([new Token(100, 0, 101)], NanoTokenizer.Instance.Tokenize(new string('a', 101)).ToArray());
    }

    [Fact]
    public void Tokenize_LongWordOfSurrogatePairs_CountsCharacters()
    {
        var tokenizer = new WordPieceTokenizer(new(["[UNK]", "[CLS]", "[SEP]", "𝒳", "##𝒳"], "toy"), lowercase: false);

        Assert.Equal(100, tokenizer.Tokenize(string.Concat(Enumerable.Repeat("𝒳", 100))).Length);
        Assert.Equal([new Token(0, 0, 202)], tokenizer.Tokenize(string.Concat(Enumerable.Repeat("𝒳", 101))).ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tokenize_AnyText_AgreesWithSlowImplementation(bool lowercase)
    {
        var tokenizer = WordPieceTokenizer.Load(NanoTokenizer.VocabularyPath, lowercase);
        var slow = new SlowWordPiece(s_pieces, lowercase);
        var texts = Gen.Elements(s_parts).ArrayOf().Select(string.Concat).ToArbitrary();

        Prop.ForAll(texts, text => tokenizer.Tokenize(text).SequenceEqual(slow.Tokenize(text)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(20));
    }

    [Fact]
    public void Tokenize_AnyString_TokensAreInOrderAndInside()
    {
        Prop.ForAll<string>(text =>
        {
            var tokens = NanoTokenizer.Instance.Tokenize(text ?? "");
            return tokens.All(token => token.Start >= 0 && token.Start < token.End && token.End <= text!.Length)
                && tokens.Zip(tokens.Skip(1)).All(pair => pair.First.Start <= pair.Second.Start && pair.First.End <= pair.Second.End);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("\u0301")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ")]
    [InlineData(".")]
    public void Tokenize_HostileText_TakesNoLongTime(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, (64 << 10) / part.Length));
        var watch = Stopwatch.StartNew();

        NanoTokenizer.Instance.Tokenize(text);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }
}
