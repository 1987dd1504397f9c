using Glip.Conversion.Reference;
using Glip.Core;
using Glip.Inference;
using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>The converted graphs against what the official modules compute.</summary>
public sealed class GraphGoldenTests
{
    public static TheoryData<string, OperatorSet> Forms
    {
        get
        {
            var forms = new TheoryData<string, OperatorSet>();
            foreach (var model in GoldenModel.All)
            {
                forms.Add(model.Name, OperatorSet.Cpu);
                forms.Add(model.Name, OperatorSet.Portable);
            }

            return forms;
        }
    }

    public static TheoryData<string> Names => [.. GoldenModel.All.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Fp32_GoldenInputs_GiveAllOfficialValuesAndDetections(string name, OperatorSet operators)
    {
        var model = Model(name);
        using var checkpoint = model.OpenCheckpoint();
        using var converted = new DebugModel(checkpoint, model.Architecture, operators: operators);
        foreach (var input in model.Inputs)
        {
            using var values = converted.Run(input);
            foreach (var tensor in GoldenTensors.Names(input.Folder))
            {
                GoldenTensors.AssertEqual(Path.Combine(input.Folder, $"{tensor}.npy"), tensor, values[tensor], input);
            }

            GoldenTensors.AssertDetections(input.Folder, string.Empty, Suppression.Apply(DebugModel.Candidates(values)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fp16_GoldenInputs_StayNearFp32(string name)
    {
        var model = Model(name);
        using var checkpoint = model.OpenCheckpoint();
        using var full = new DebugModel(checkpoint, model.Architecture);
        using var half = new DebugModel(checkpoint, model.Architecture, Precision.Fp16);
        foreach (var input in model.Inputs)
        {
            using var expected = full.Run(input);
            using var found = half.Run(input);
            Assert.All(found.Where(value => IsReal(value.Key)), value => Assert.True(AllFinite(value.Value), value.Key));
            AssertPartners(Suppression.Apply(DebugModel.Candidates(expected)), DebugModel.Candidates(found), score: 5e-3, pixels: 1);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Int8_GoldenInputs_AreFiniteAndFindMostOfTheSame(string name)
    {
        var model = Model(name);
        using var checkpoint = model.OpenCheckpoint();
        using var full = new DebugModel(checkpoint, model.Architecture);
        using var bytes = new DebugModel(checkpoint, model.Architecture, Precision.Int8);
        var input = model.Input(1);
        using var expected = full.Run(input);
        using var found = bytes.Run(input);

        Assert.True(AllFinite(found["scores"]) && AllFinite(found["boxes"]));
        var strong = Suppression.Apply(DebugModel.Candidates(expected)).Take(20).ToArray();
        var partners = DebugModel.Candidates(found);
        Assert.True(strong.Count(detection => partners.Exists(partner => partner.Phrase == detection.Phrase && Suppression.IoU(partner.Box, detection.Box) > 0.7)) >= 15);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PaddedTokens_LeftOut_ChangeNothing(string name)
    {
        var model = Model(name);
        using var checkpoint = model.OpenCheckpoint();
        using var converted = new DebugModel(checkpoint, model.Architecture);
        var input = model.Input(0);
        using var padded = converted.Run(input);
        using var real = converted.Run([input], input.RealTokens);

        Assert.NotEqual(padded["attention_mask"].Shape, real["attention_mask"].Shape);
        AssertPartners(DebugModel.Candidates(padded), DebugModel.Candidates(real), score: 1e-4, pixels: 0.02);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Batch_DifferentImagesAndPrompts_IsAsOneByOne(string name, OperatorSet operators)
    {
        var model = Model(name);
        using var checkpoint = model.OpenCheckpoint();
        using var converted = new DebugModel(checkpoint, model.Architecture, operators: operators);
        var first = model.Input(0);
        var second = first with { InputIds = model.Input(1).InputIds, AttentionMask = model.Input(1).AttentionMask, PhraseTokens = model.Input(1).PhraseTokens, Image = [.. first.Image.Reverse()] };
        using var both = converted.Run([first, second], first.InputIds.Length);
        using var firstAlone = converted.Run(first);
        using var secondAlone = converted.Run(second);

        AssertPartners(DebugModel.Candidates(firstAlone), DebugModel.Candidates(both, 0), score: 1e-4, pixels: 0.02);
        AssertPartners(DebugModel.Candidates(secondAlone), DebugModel.Candidates(both, 1), score: 1e-4, pixels: 0.02);
        Assert.Equal(DebugModel.Candidates(secondAlone).Count, DebugModel.Candidates(both, 1).Count);
    }

    [Theory]
    [InlineData(OperatorSet.Cpu)]
    [InlineData(OperatorSet.Portable)]
    public void TunedPrompt_InTheCheckpoint_IsAddedToTheText(OperatorSet operators)
    {
        var model = GoldenModel.TinyFused;
        var folder = Repository.Data("glip", "prompt-and-loss");
        var (table, shape) = Npy.Read<float>(Path.Combine(folder, "prompt_table.npy"));
        using var checkpoint = new ChangedCheckpoint(model.OpenCheckpoint(), "rpn.tunable_linear.weight", shape, table);
        using var converted = new DebugModel(checkpoint, model.Architecture, operators: operators);
        var input = model.Input(0);
        using var values = converted.Run(input);
        foreach (var path in Directory.GetFiles(folder, "prompt_head_*.npy"))
        {
            var tensor = Path.GetFileNameWithoutExtension(path)["prompt_".Length..];
            GoldenTensors.AssertEqual(path, tensor, values[tensor], input);
        }

        GoldenTensors.AssertDetections(folder, "prompt_", Suppression.Apply(DebugModel.Candidates(values)));
    }

    [Fact]
    public void Bytes_OfAPicture_AreNormalisedAndPaddedInTheGraph()
    {
        var model = GoldenModel.TinyFused;
        var picture = new RgbImage(new ImageSize(118, 150), new byte[118 * 150 * 3]);
        new Random(3).NextBytes(picture.Pixels);
        using var checkpoint = model.OpenCheckpoint();
        using var converted = new PackagedModel(checkpoint, model.Architecture);
        long[] ids = [1, 20, 30, 3, 40, 2];
        int[][] phrases = [[1, 2], [4]];

        var expected = new GlipReference(checkpoint, model.Architecture).Run(picture, ids, [1, 1, 1, 1, 1, 1], phrases);

        AssertPartners(expected.Candidates, converted.Candidates(picture, ids, phrases), score: 1e-4, pixels: 0.02);
    }

    /// <summary>Each has a partner of its phrase that is near in score and on all edges.</summary>
    private static void AssertPartners(IEnumerable<Candidate> expected, List<Candidate> found, double score, double pixels)
    {
        Assert.NotEmpty(expected);
        Assert.All(expected, candidate => Assert.Contains(found, partner =>
            partner.Phrase == candidate.Phrase
            && Math.Abs(partner.Score - candidate.Score) <= score
            && partner.Box.Zip(candidate.Box).All(edges => Math.Abs(edges.First - edges.Second) <= pixels)));
    }

    private static bool IsReal(string name) => name is not ("input_ids" or "attention_mask" or "image_size" or "phrases");

    private static bool AllFinite(Tensor tensor)
    {
        foreach (var value in tensor.Elements<float>())
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    private static GoldenModel Model(string name) => GoldenModel.All.Single(model => model.Name == name);
}
