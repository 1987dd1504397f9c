using System.Globalization;
using Glip.Testing;

namespace Glip.Conversion.Tests;

public sealed class GraphGoldenTests
{
    [Theory]
    [InlineData("tiny-fused", OperatorSet.Cpu)]
    [InlineData("tiny-nofuse", OperatorSet.Cpu)]
    [InlineData("large-style", OperatorSet.Cpu)]
    [InlineData("tiny-fused", OperatorSet.Portable)]
    [InlineData("tiny-nofuse", OperatorSet.Portable)]
    [InlineData("large-style", OperatorSet.Portable)]
    public void Intermediates_OfGoldenInputs_AreThoseOfTheOfficialModules(string name, OperatorSet operators)
    {
        var model = GoldenModel.All.Single(model => model.Name == name);
        using var folder = new TemporaryFolder();
        using var checkpoint = model.OpenCheckpoint();
        var options = new ConversionOptions { Operators = operators, Debug = true, Vocabulary = Path.Combine(Repository.Nano, "vocab.txt"), Source = "test" };
        ModelConverter.Convert(checkpoint, model.Architecture, options, Path.Combine(folder.Path, "p"), _ => { });
        foreach (var input in model.Inputs)
        {
            var worst = DebugRun.Compare(Path.Combine(folder.Path, "p"), input);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {operators} {worst}"));
        }
    }
}
