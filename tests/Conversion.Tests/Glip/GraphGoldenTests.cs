using Glip.Conversion.Reference;

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
            var partners = DebugModel.Candidates(found);
            var (w, b, n) = (0f, 0f, 0);
            foreach (var detection in Suppression.Apply(DebugModel.Candidates(expected)))
            {
                var p = partners.Where(x => x.Phrase == detection.Phrase).MinBy(x => x.Box.Zip(detection.Box).Sum(e => Math.Abs(e.First - e.Second)) + (100 * Math.Abs(x.Score - detection.Score)))!;
                w = Math.Max(w, Math.Abs(p.Score - detection.Score));
                b = Math.Max(b, p.Box.Zip(detection.Box).Max(e => Math.Abs(e.First - e.Second)));
                n++;
            }
            Console.WriteLine($"FP16 {name} {n}: score {w} box {b}");
        }
    }

    private static GoldenModel Model(string name) => GoldenModel.All.Single(model => model.Name == name);
}
