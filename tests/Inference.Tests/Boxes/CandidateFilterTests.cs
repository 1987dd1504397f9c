using System.Collections.Immutable;
using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

/// <summary>From the golden outputs of the head to the golden detections: suppression, limit, scaling.</summary>
public sealed class CandidateFilterTests
{
    public static TheoryData<string, int> Images => new() { { "frame", 0 }, { "words", 0 }, { "batch", 0 }, { "batch", 1 } };

    [Theory]
    [MemberData(nameof(Images))]
    public void AddTo_GoldenCandidates_GivesGoldenDetections(string name, int image)
    {
        var golden = GoldenCase.Read(name)[image];
        var filter = new CandidateFilter(ModelPackage.Open(Repository.Nano).Manifest.Post);
        using var candidates = new TensorSet { ["boxes"] = Read<float>(name, "boxes"), ["scores"] = Read<float>(name, "scores"), ["phrases"] = Read<long>(name, "phrases") };
        using var frame = Frames.Of(new byte[golden.Resized.RgbBytes], golden.Resized, golden.Source).Frame;
        var found = ImmutableArray.CreateBuilder<Detection>();

        filter.AddTo(found, candidates, image, ChunkOf(golden.Prompt), frame);

        golden.AssertEqual(found);
    }

    private static Tensor Read<T>(string name, string tensor)
        where T : unmanaged
    {
        var (values, shape) = Npy.Read<T>(Repository.Data("nano", name, $"{tensor}.npy"));
        return Tensor.Over<T>(values, Array.ConvertAll(shape, length => (long)length));
    }

    private static EncodedChunk ChunkOf(string prompt) =>
        new([.. PromptText.Split(prompt).Select(text => new Phrase(text))], 0, [], new Dictionary<string, (float[], long[])>(StringComparer.Ordinal));
}
