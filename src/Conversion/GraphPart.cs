using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>One of the three graphs of a package.</summary>
/// <param name="Name">As in the manifest.</param>
/// <param name="Build">Adds inputs, operators and outputs; the last argument tells whether the graph is for looking inside.</param>
internal sealed record GraphPart(string Name, Action<Kernels, WeightScope, GlipArchitecture, bool> Build)
{
    public static readonly ImmutableArray<GraphPart> All =
    [
        new("text", (kernels, weights, architecture, _) => TextGraph.Build(kernels, weights, architecture)),
        new("vision", VisionGraph.Build),
        new("head", (kernels, weights, architecture, _) => HeadGraph.Build(kernels, weights, architecture)),
    ];

    public string File => $"{Name}.onnx";
}
