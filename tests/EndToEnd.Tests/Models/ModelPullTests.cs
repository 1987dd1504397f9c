using Glip.Conversion;
using Glip.Core;
using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class ModelPullTests : IDisposable
{
    private static readonly OfficialModel s_model = OfficialModels.Find("glip-t")!;

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly Download _download = new(new DownloadRules(), TimeProvider.System);
    private readonly List<ConversionOrder> _orders = [];
    private int _code = ExitCode.Done;

    private string Out => _folder.File("models", "glip-t");

    private string Weights => _folder.File("weights.pth");

    [Fact]
    public async Task Run_Weights_AreConvertedWithTheirOrigin()
    {
        Assert.Equal(ExitCode.Done, await RunAsync());

        // The hash is that of sha256sum.
        Assert.Equal(new ConversionOrder(Weights, Out, "glip-t", "MIT (microsoft/GLIP)",
            $"{Weights}, sha256 84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"), Assert.Single(_orders));
        Assert.EndsWith($"Next: glip detect PICTURE --model {Out} --prompt \"person. red car.\" --draw found\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Again_LeavesThePackageAlone()
    {
        await RunAsync();

        Assert.Equal(ExitCode.Done, await RunAsync());
        Assert.Single(_orders);
        Assert.Contains($"{Out} is there already", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SomethingElseIsThere_IsRefusedBeforeAnythingIsFetched()
    {
        Directory.CreateDirectory(Out);
        await File.WriteAllTextAsync(Path.Combine(Out, "letter.txt"), "dear");

        await Assert.ThrowsAsync<ConfigurationException>(RunAsync);

        Assert.Equal(string.Empty, _output.ToString());
    }

    [Fact]
    public async Task Run_ConversionFails_IsNotCalledReady()
    {
        _code = ExitCode.Failed;

        Assert.Equal(ExitCode.Failed, await RunAsync());
        Assert.DoesNotContain("ready", _output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _download.Dispose();
        _folder.Dispose();
    }

    private async Task<int> RunAsync()
    {
        await File.WriteAllTextAsync(Weights, "0123456789");
        return await new ModelPull(_download, ConvertAsync, _output).RunAsync(s_model, WeightsSource.Of(Weights), Out + "/", default);
    }

    private async Task<int> ConvertAsync(ConversionOrder order, CancellationToken cancellationToken)
    {
        _orders.Add(order);
        if (_code == ExitCode.Done)
        {
            Directory.CreateDirectory(order.Folder);
            await File.WriteAllTextAsync(Path.Combine(order.Folder, "model.json"), "{}", cancellationToken);
        }

        return _code;
    }
}
