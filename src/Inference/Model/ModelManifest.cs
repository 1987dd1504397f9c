using System.Text.Json.Serialization;
using Glip.Core;

namespace Glip.Inference;

/// <summary>What differs from one model to another: the content of <c>model.json</c>.</summary>
/// <remarks>Source: the model package contract, version 1.</remarks>
public sealed record ModelManifest
{
    public required int Format { get; init; }

    public required string Name { get; init; }

    public required string Architecture { get; init; }

    public required string Licence { get; init; }

    /// <summary>Where the weights come from.</summary>
    public required string Source { get; init; }

    public required ImageRules Image { get; init; }

    public required TextRules Text { get; init; }

    public required PostRules Post { get; init; }

    /// <summary>Number format of the weights, such as <c>fp32</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Which operators the graphs use: <c>cpu</c>, <c>portable</c>; null when the package does not say.</summary>
    public string? Operators { get; init; }

    public required GraphFiles Graphs { get; init; }

    /// <summary>How pictures are scaled.</summary>
    /// <param name="ShorterSide">Pixels.</param>
    /// <param name="LongerSide">Pixels, at most.</param>
    /// <param name="Multiple">Height and width of the input are multiples of this.</param>
    /// <param name="Filter">Name of the resampling filter.</param>
    public sealed record ImageRules(int ShorterSide, int LongerSide, int Multiple, string Filter)
    {
        [JsonIgnore]
        public ResizeRule Resize => new(ShorterSide, LongerSide);
    }

    /// <summary>How prompts are written for the model.</summary>
    /// <param name="Vocabulary">File with one word piece a line.</param>
    /// <param name="Lowercase">Whether the vocabulary has no capitals and accents.</param>
    /// <param name="MaxTokens">Most word pieces of a caption, <c>[CLS]</c> and <c>[SEP]</c> included.</param>
    /// <param name="Separator">Stands between phrases.</param>
    /// <param name="UnknownPhrases">Whether any phrase may be asked for.</param>
    public sealed record TextRules(string Vocabulary, bool Lowercase, int MaxTokens, string Separator, UnknownPhrases UnknownPhrases);

    /// <summary>What happens to the candidates that leave the head.</summary>
    /// <param name="ScoreThreshold">Candidates below it never leave the head, in [0, 1].</param>
    /// <param name="NmsIou">A box goes when it overlaps a better one of its phrase by more than this, in (0, 1].</param>
    /// <param name="NmsPixelOffset">Added to widths and heights in the overlap: 1 for GLIP's rule, else 0.</param>
    /// <param name="MaxDetections">Most detections of a frame and caption.</param>
    /// <param name="BoxEdges">What the right and lower edges mean.</param>
    public sealed record PostRules(float ScoreThreshold, float NmsIou, int NmsPixelOffset, int MaxDetections, BoxEdges BoxEdges);

    /// <summary>The three graphs.</summary>
    public sealed record GraphFiles(GraphFile Text, GraphFile Vision, GraphFile Head)
    {
        /// <summary>All files of all graphs.</summary>
        [JsonIgnore]
        public IEnumerable<HashedFile> All => new[] { Text, Vision, Head }.SelectMany(graph => graph.Data is { } data ? [new(graph.File, graph.Sha256), data] : new HashedFile[] { new(graph.File, graph.Sha256) });
    }

    /// <summary>A graph and its hash.</summary>
    /// <param name="File">Name inside the package folder.</param>
    /// <param name="Sha256">64 lower-case hex digits.</param>
    /// <param name="Data">The file with the constants of a graph that is too large for one file; null for most.</param>
    public sealed record GraphFile(string File, string Sha256, HashedFile? Data = null);

    /// <summary>A file and its hash.</summary>
    /// <param name="File">Name inside the package folder.</param>
    /// <param name="Sha256">64 lower-case hex digits.</param>
    public sealed record HashedFile(string File, string Sha256);
}
