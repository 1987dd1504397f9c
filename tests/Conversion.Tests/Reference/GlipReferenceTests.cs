using Glip.Testing;

namespace Glip.Conversion.Tests;

public class GlipReferenceTests
{
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
            GoldenModel.TinyFused,
            GoldenModel.TinyFused.Input(0),
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

    private static ReferenceOutputs Run(GoldenModel model, GoldenInput input, Action<string, float[], int[]>? observe = null, float[]? promptTable = null)
    {
        using var checkpoint = model.OpenCheckpoint();
        return new GlipReference(checkpoint, model.Architecture)
            .Run(input.Image, input.Height, input.Width, input.InputIds, input.AttentionMask, input.PhraseTokens, observe, promptTable);
    }
}
