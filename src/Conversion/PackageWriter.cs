using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Glip.Conversion;

/// <summary>Writes the files of a model package.</summary>
/// <remarks>Source: the model package contract, version 1.</remarks>
internal sealed class PackageWriter(string folder, GlipArchitecture architecture, ConversionOptions options)
{
    public const string ManifestFile = "model.json";

    private const string VocabularyFile = "vocab.txt";
    private const int ImageMultiple = 32;

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _graphs = [];

    public void Write(GraphPart part, GraphBuilder graph)
    {
        var written = OnnxFile.Write(graph, Path.Combine(folder, part.File));
        var entry = new JsonObject { ["file"] = part.File, ["sha256"] = written.Sha256 };
        if (written.DataSha256 is { } data)
        {
            entry["data"] = new JsonObject { ["file"] = OnnxFile.DataFile(part.File), ["sha256"] = data };
        }

        _graphs[part.Name] = entry;
    }

    /// <summary>Writes vocabulary and manifest.</summary>
    public void Finish()
    {
        File.WriteAllLines(Path.Combine(folder, VocabularyFile), File.ReadLines(options.Vocabulary).Take(architecture.Bert.Vocabulary));
        File.WriteAllText(Path.Combine(folder, ManifestFile), Manifest().ToJsonString(s_json) + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private JsonObject Manifest() => new()
    {
        ["format"] = 1,
        ["name"] = options.Name ?? GlipVariant.Of(architecture).Name,
        ["architecture"] = "glip",
        ["licence"] = options.Licence,
        ["source"] = options.Source,
        ["image"] = new JsonObject { ["shorter_side"] = 800, ["longer_side"] = 1333, ["multiple"] = ImageMultiple, ["filter"] = "pillow-bilinear" },
        ["text"] = new JsonObject
        {
            ["vocabulary"] = VocabularyFile,
            ["lowercase"] = true,
            ["max_tokens"] = architecture.MaxTextTokens,
            ["separator"] = ". ",
            ["unknown_phrases"] = "allow",
        },
        ["post"] = new JsonObject
        {
            ["score_threshold"] = Candidates.Threshold,
            ["nms_iou"] = 0.6,
            ["nms_pixel_offset"] = 1,
            ["max_detections"] = 100,
            ["box_edges"] = "inclusive",
        },
        ["precision"] = options.Precision switch { Precision.Fp16 => "fp16", Precision.Int8 => "int8", _ => "fp32" },
        ["operators"] = options is { Operators: OperatorSet.Portable } or { Precision: Precision.Fp16 } ? "portable" : "cpu",
        ["graphs"] = _graphs,
    };
}
