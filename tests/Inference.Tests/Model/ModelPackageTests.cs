using System.Text.Json.Nodes;
using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

public sealed class ModelPackageTests
{
    [Fact]
    public void Open_ShippedModel_HasItsIdentity()
    {
        var package = ModelPackage.Open(Repository.Nano);

        Assert.Equal("nano", package.Identity.Name);
        Assert.Matches("^[0-9a-f]{64}$", package.Identity.Sha256);
        Assert.Equal(new ResizeRule(416, 736), package.Manifest.Image.Resize);
        Assert.Equal(UnknownPhrases.Reject, package.Manifest.Text.UnknownPhrases);
        Assert.Equal(BoxEdges.Continuous, package.Manifest.Post.BoxEdges);
    }

    [Fact]
    public void Open_MissingFolder_IsAMissingPart()
    {
        var e = Assert.Throws<MissingPartException>(() => ModelPackage.Open("no/such/model"));

        Assert.Contains("no/such/model", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vision.onnx")]
    [InlineData("model.json")]
    public void Open_MissingFile_NamesIt(string file)
    {
        using var folder = Copy();
        File.Delete(folder.File(file));

        var e = Assert.Throws<ModelContractException>(() => ModelPackage.Open(folder.Path));

        Assert.Contains(file, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AlteredGraph_IsRefused()
    {
        using var folder = Copy();
        File.AppendAllText(folder.File("head.onnx"), "x");

        var e = Assert.Throws<ModelContractException>(() => ModelPackage.Open(folder.Path));

        Assert.Contains("head.onnx", e.Message, StringComparison.Ordinal);
        Assert.Contains("altered", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("format", "2", "format is 2; expected 1")]
    [InlineData("name", "\"\"", "name")]
    [InlineData("image.shorter_side", "0", "image.shorter_side is 0")]
    [InlineData("image.longer_side", "100", "image.longer_side is 100")]
    [InlineData("image.multiple", "0", "image.multiple is 0")]
    [InlineData("image.filter", "\"nearest\"", "image.filter is 'nearest'")]
    [InlineData("text.max_tokens", "2", "text.max_tokens is 2")]
    [InlineData("text.unknown_phrases", "\"maybe\"", "unknown_phrases")]
    [InlineData("text.vocabulary", "\"../vocab.txt\"", "'../vocab.txt'")]
    [InlineData("post.nms_iou", "0", "post.nms_iou is 0")]
    [InlineData("post.nms_pixel_offset", "2", "post.nms_pixel_offset is 2")]
    [InlineData("post.max_detections", "0", "post.max_detections is 0")]
    [InlineData("post.score_threshold", "1", "post.score_threshold is 1")]
    [InlineData("graphs.head.file", "\"/etc/passwd\"", "'/etc/passwd'")]
    [InlineData("graphs.head", "null", "head")]
    public void Open_WrongMember_NamesIt(string member, string value, string expected)
    {
        using var folder = Copy();
        Change(folder.File("model.json"), member.Split('.'), JsonNode.Parse(value));

        var e = Assert.Throws<ModelContractException>(() => ModelPackage.Open(folder.Path));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Open_MissingMember_NamesIt()
    {
        using var folder = Copy();
        Change(folder.File("model.json"), ["image"], null, remove: true);

        var e = Assert.Throws<ModelContractException>(() => ModelPackage.Open(folder.Path));

        Assert.Contains("image", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Detector_GraphsExchanged_NamesTheTensor()
    {
        using var folder = Copy();
        var json = JsonNode.Parse(File.ReadAllText(folder.File("model.json")))!;
        var graphs = json["graphs"]!.AsObject();
        var (text, head) = (graphs["text"]!.DeepClone(), graphs["head"]!.DeepClone());
        (graphs["text"], graphs["head"]) = (head, text);
        File.WriteAllText(folder.File("model.json"), json.ToJsonString());

        var e = Assert.Throws<ModelContractException>(() => GlipDetector.Open(ModelPackage.Open(folder.Path)));

        Assert.Contains("text graph", e.Message, StringComparison.Ordinal);
    }

    private static TemporaryFolder Copy()
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Repository.Nano))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        return folder;
    }

    private static void Change(string path, string[] member, JsonNode? value, bool remove = false)
    {
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        var parent = member[..^1].Aggregate(root, (node, name) => node[name]!);
        if (remove)
        {
            parent.AsObject().Remove(member[^1]);
        }
        else
        {
            parent[member[^1]] = value;
        }

        File.WriteAllText(path, root.ToJsonString());
    }
}
