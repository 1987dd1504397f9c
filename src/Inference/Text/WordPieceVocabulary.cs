using System.Text;
using Glip.Core;

namespace Glip.Inference;

/// <summary>The word pieces that a text model knows, with their ids.</summary>
internal sealed class WordPieceVocabulary
{
    private const long MaxBytes = 16 << 20;
    private const string ContinuationMark = "##";

    private readonly Dictionary<string, int> _starts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _continuations = new(StringComparer.Ordinal);
    private readonly int _longest;

    /// <param name="pieces">One piece an id, from 0. Of equal pieces the last counts, as in the reference.</param>
    /// <param name="origin">Name of the vocabulary in messages.</param>
    /// <exception cref="ModelContractException">A special piece is missing.</exception>
    public WordPieceVocabulary(IEnumerable<string> pieces, string origin)
    {
        var id = 0;
        foreach (var piece in pieces)
        {
            _starts[piece] = id;
            if (piece.StartsWith(ContinuationMark, StringComparison.Ordinal))
            {
                _continuations[piece[ContinuationMark.Length..]] = id;
            }

            _longest = Math.Max(_longest, piece.Length);
            id++;
        }

        ClsId = Require("[CLS]", origin);
        SepId = Require("[SEP]", origin);
        UnknownId = Require("[UNK]", origin);
    }

    public int ClsId { get; }

    public int SepId { get; }

    /// <summary>Id of the piece that stands for a word that cannot be spelled.</summary>
    public int UnknownId { get; }

    /// <summary>Reads <c>vocab.txt</c>: one piece a line, line number = id, UTF-8.</summary>
    /// <exception cref="ModelContractException">The file cannot be read, is too large, or misses a special piece.</exception>
    public static WordPieceVocabulary Load(string path)
    {
        try
        {
            var bytes = new FileInfo(path).Length;
            return bytes > MaxBytes
                ? throw new ModelContractException($"vocabulary '{path}' has {bytes} bytes; expected at most {MaxBytes}")
                : new(File.ReadLines(path, Encoding.UTF8), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelContractException($"vocabulary '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Finds the longest piece that begins a word, or goes on with it.</summary>
    /// <param name="rest">What is left of the word, not empty.</param>
    /// <param name="isStart">Whether it is the whole word.</param>
    /// <returns>The piece's id and length in characters; length 0 when there is none.</returns>
    public (int Id, int Length) Longest(ReadOnlySpan<char> rest, bool isStart)
    {
        var pieces = (isStart ? _starts : _continuations).GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(rest.Length, _longest); length > 0; length--)
        {
            if (pieces.TryGetValue(rest[..length], out var id))
            {
                return (id, length);
            }
        }

        return (UnknownId, 0);
    }

    private int Require(string piece, string origin) => _starts.TryGetValue(piece, out var id)
        ? id
        : throw new ModelContractException($"vocabulary '{origin}' has no piece '{piece}'; expected a BERT vocabulary, one piece a line");
}
