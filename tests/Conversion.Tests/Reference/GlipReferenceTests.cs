using Glip.Conversion.Tests;
using Glip.Core;
using Glip.Testing;

namespace Glip.Conversion.Reference.Tests;

public class GlipReferenceTests
{
    private static readonly GoldenModel s_model = GoldenModel.TinyFused;
    private static readonly GoldenInput s_input = s_model.Input(0);

    public static TheoryData<string, int> Inputs
    {
        get
        {
            var inputs = new TheoryData<string, int>();
            foreach (var model in GoldenModel.All)
            {
                for (var number = 0; number < model.InputCount; number++)
                {
                    inputs.Add(model.Name, number);
                }
            }

            return inputs;
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Run_GoldenInput_MatchesTheOfficialModulesEverywhere(string name, int number)
    {
        var model = GoldenModel.All.Single(model => model.Name == name);
        var input = model.Input(number);
        var observed = new List<string>();

        var outputs = Run(model, input, (result, values, shape) =>
        {
            observed.Add(result);
            GoldenTensors.AssertEqual(Path.Combine(input.Folder, $"{result}.npy"), result, values, shape);
        });

        Assert.Equal(GoldenTensors.Names(input.Folder), observed.Order(StringComparer.Ordinal));
        GoldenTensors.AssertDetections(input.Folder, prefix: "", outputs.Detections);
    }

    [Fact]
    public void Run_TunedPrompt_MatchesTheOfficialModules()
    {
        var folder = Repository.Data("glip", "prompt-and-loss");
        var (table, _) = Npy.Read<float>(Path.Combine(folder, "prompt_table.npy"));
        var compared = 0;

        var outputs = Run(
            s_model,
            s_input,
            (result, values, shape) =>
            {
                var path = Path.Combine(folder, $"prompt_{result}.npy");
                if (File.Exists(path))
                {
                    GoldenTensors.AssertEqual(path, result, values, shape);
                    compared++;
                }
            },
            table);

        Assert.Equal(15, compared);
        GoldenTensors.AssertDetections(folder, "prompt_", outputs.Detections);
    }

    [Fact]
    public void Run_TunedPromptInTheCheckpoint_IsUsed()
    {
        var folder = Repository.Data("glip", "prompt-and-loss");
        var (table, shape) = Npy.Read<float>(Path.Combine(folder, "prompt_table.npy"));
        using var checkpoint = new ChangedCheckpoint(s_model.OpenCheckpoint(), "rpn.tunable_linear.weight", shape, table);

        GoldenTensors.AssertDetections(folder, "prompt_", Run(checkpoint, s_input).Detections);
    }

    [Fact]
    public void Run_WithoutPaddedTokens_FindsTheSame()
    {
        var real = s_input with { InputIds = s_input.InputIds[..s_input.RealTokens], AttentionMask = s_input.AttentionMask[..s_input.RealTokens] };

        GoldenTensors.AssertDetections(s_input.Folder, prefix: "", Run(s_model, real).Detections);
    }

    [Fact]
    public void Run_Picture_IsNormalisedFirst()
    {
        var pixels = new byte[32 * 40 * 3];
        new Random(1).NextBytes(pixels);
        var image = new RgbImage(new(40, 32), pixels);
        using var checkpoint = s_model.OpenCheckpoint();
        var expected = Run(checkpoint, s_input with { Image = ImageInput.Normalize(image), Height = 32, Width = 40 });

        var found = new GlipReference(checkpoint, s_model.Architecture).Run(image, s_input.InputIds, s_input.AttentionMask, s_input.PhraseTokens);

        Assert.NotEmpty(found.Candidates);
        Assert.Equal(expected.Candidates.Select(c => (c.Score, c.Phrase)), found.Candidates.Select(c => (c.Score, c.Phrase)));
    }

    [Fact]
    public void Run_InputsThatDoNotFit_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Run(s_model, s_input with { AttentionMask = [1] }));
        Assert.Throws<ArgumentException>(() => Run(s_model, s_input with { InputIds = new long[65], AttentionMask = new long[65] }));
        Assert.Throws<ArgumentException>(() => Run(s_model, s_input with { InputIds = [1, 300], AttentionMask = [1, 1], PhraseTokens = [] }));
        Assert.Throws<ArgumentException>(() => Run(s_model, s_input with { PhraseTokens = [[48]] }));
        Assert.Throws<ArgumentException>(() => Run(s_model, s_input with { Width = 161 }));
    }

    [Fact]
    public void Construct_MissingTensor_IsNamed()
    {
        using var checkpoint = new ChangedCheckpoint(s_model.OpenCheckpoint(), "rpn.head.bias0", [], values: null);

        var error = Assert.Throws<CheckpointException>(() => new GlipReference(checkpoint, s_model.Architecture));

        Assert.Equal($"rpn.head.bias0 in {checkpoint.Source} is missing.", error.Message);
    }

    [Fact]
    public void Construct_TensorOfAnotherShape_IsNamedWithBothShapes()
    {
        using var checkpoint = new ChangedCheckpoint(s_model.OpenCheckpoint(), "rpn.head.bbox_pred.weight", [4, 49, 1, 1], new float[196]);

        var error = Assert.Throws<CheckpointException>(() => new GlipReference(checkpoint, s_model.Architecture));

        Assert.Equal($"rpn.head.bbox_pred.weight in {checkpoint.Source} has shape [4, 49, 1, 1], expected [4, 48, 1, 1].", error.Message);
    }

    private static ReferenceOutputs Run(GoldenModel model, GoldenInput input, Action<string, float[], int[]>? observe = null, float[]? promptTable = null)
    {
        using var checkpoint = model.OpenCheckpoint();
        return new GlipReference(checkpoint, model.Architecture)
            .Run(input.Image, input.Height, input.Width, input.InputIds, input.AttentionMask, input.PhraseTokens, observe, promptTable);
    }

    private static ReferenceOutputs Run(ICheckpoint checkpoint, GoldenInput input) =>
        new GlipReference(checkpoint, s_model.Architecture)
            .Run(input.Image, input.Height, input.Width, input.InputIds, input.AttentionMask, input.PhraseTokens);
}
