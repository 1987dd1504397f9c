using System.Text.Json;
using Glip.Testing;

namespace Glip.Conversion.Tests;

public sealed class OfficialModelsTests
{
    [Theory]
    [InlineData("glip-t-a", "glip-t-a.json")]
    [InlineData("glip-t", "glip-t.json")]
    [InlineData("glip-l", "glip-l.json")]
    public void Parameters_AreThoseOfTheConstructedModel(string name, string shapes)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.Data("glip", "full-size", shapes)));
        var parameters = json.RootElement.EnumerateObject()
            .Where(tensor => tensor.Value[2].GetString() == "parameter")
            .Sum(tensor => tensor.Value[0].EnumerateArray().Aggregate(1L, (product, length) => product * length.GetInt32()));

        Assert.Equal(parameters, OfficialModels.Find(name)!.Parameters);
    }

    [Fact]
    public void Url_IsThePublishedFile() =>
        Assert.Equal("https://huggingface.co/GLIPModel/GLIP/resolve/main/glip_tiny_model_o365_goldg_cc_sbu.pth", OfficialModels.Find("GLIP-T")!.Url.AbsoluteUri);

    [Fact]
    public void All_NamesAndFiles_AreDistinct()
    {
        Assert.Distinct(OfficialModels.All.Select(model => model.Name));
        Assert.Distinct(OfficialModels.All.Select(model => model.File));
    }

    [Fact]
    public void EstimatedBytes_OfGlipT_IsAsComputedByHand() =>
        Assert.Equal((927_120_888, 3_708_483_552), (OfficialModels.Find("glip-t")!.EstimatedBytes, OfficialModels.Find("glip-t")!.EstimatedBytesAtMost));

    [Fact]
    public void Find_Unknown_IsNull() => Assert.Null(OfficialModels.Find("glip-x"));
}
