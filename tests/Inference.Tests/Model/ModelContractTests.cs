using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Inference.Tests;

/// <summary>Graphs that keep to the contract, and each way of not keeping to it.</summary>
public sealed class ModelContractTests
{
    private static readonly Ports s_text = new("input_ids:long:2 attention_mask:long:2", "text_words:float:3");
    private static readonly Ports s_vision = new("pixels:byte:4 image_size:long:2", "visual_p3:float:3 visual_p4:float:4");
    private static readonly Ports s_head = new(
        "attention_mask:long:2 phrase_map:float:3 image_size:long:2 text_words:float:3 visual_p3:float:3 visual_p4:float:4",
        "boxes:float:3 scores:float:2 phrases:long:2");

    [Fact]
    public void Check_GraphsOfTheContract_AreAccepted() => ModelContract.Check("m", s_text, s_vision, s_head);

    [Theory]
    [InlineData("text", "input_ids:long:2", "input_ids:float:2", "the text graph lacks the input input_ids (Int64, 2 axes); found input_ids (Single, 2 axes)")]
    [InlineData("text", "text_words:float:3", "", "the text graph has no output")]
    [InlineData("text", "text_words:float:3", "words:float:3", "the text graph has the output words (Single, 3 axes); expected text_")]
    [InlineData("vision", "pixels:byte:4", "pixels:byte:3", "the vision graph lacks the input pixels (Byte, 4 axes)")]
    [InlineData("vision", "image_size:long:2", "image_size:long:2 scale:float:1", "the vision graph has the input scale (Single, 1 axes), which the contract does not name")]
    [InlineData("vision", "visual_p3:float:3", "visual_p3:long:3", "the vision graph has the output visual_p3 (Int64, 3 axes)")]
    [InlineData("head", "visual_p4:float:4", "", "the head graph lacks the input visual_p4 (Single, 4 axes); found none of that name")]
    [InlineData("head", "scores:float:2", "scores:float:2 more:float:2", "the head graph has the output more")]
    [InlineData("head", "phrases:long:2", "phrases:float:2", "the head graph lacks the output phrases (Int64, 2 axes)")]
    public void Check_AnotherGraph_IsNamed(string graph, string port, string instead, string message)
    {
        Ports Change(string name, Ports ports) => name == graph ? ports.Replace(port, instead) : ports;

        var e = Assert.Throws<ModelContractException>(() => ModelContract.Check("m", Change("text", s_text), Change("vision", s_vision), Change("head", s_head)));

        Assert.StartsWith($"m: {message}", e.Message, StringComparison.Ordinal);
    }

    /// <summary>A graph that is known by its ports alone, written as <c>name:type:rank</c>.</summary>
    private sealed record Ports(string InputText, string OutputText) : IGraph
    {
        public ImmutableArray<GraphPort> Inputs => Parse(InputText);

        public ImmutableArray<GraphPort> Outputs => Parse(OutputText);

        public Ports Replace(string port, string instead) =>
            new(InputText.Replace(port, instead, StringComparison.Ordinal), OutputText.Replace(port, instead, StringComparison.Ordinal));

        public TensorSet Run(IReadOnlyDictionary<string, Tensor> inputs, CancellationToken cancellationToken) => throw new NotSupportedException("It has ports only.");

        public void Dispose()
        {
        }

        private static ImmutableArray<GraphPort> Parse(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(port => port.Split(':')).Select(
            parts => new GraphPort(parts[0], parts[1] switch { "long" => typeof(long), "byte" => typeof(byte), _ => typeof(float) }, parts[2][0] - '0'))];
    }
}
