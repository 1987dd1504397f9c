using Glip.Core;

namespace Glip.Inference;

/// <summary>Names, types and ranks that the three graphs of a package must have.</summary>
/// <remarks>Source: the model package contract, version 1, tables of the graphs.</remarks>
internal static class ModelContract
{
    public const string TextPrefix = "text_";
    public const string VisualPrefix = "visual_";

    private static readonly GraphPort s_attentionMask = new("attention_mask", typeof(long), 2);
    private static readonly GraphPort s_imageSize = new("image_size", typeof(long), 2);
    private static readonly GraphPort[] s_textInputs = [new("input_ids", typeof(long), 2), s_attentionMask];
    private static readonly GraphPort[] s_visionInputs = [new("pixels", typeof(byte), 4), s_imageSize];
    private static readonly GraphPort[] s_headInputs = [s_attentionMask, new("phrase_map", typeof(float), 3), s_imageSize];
    private static readonly GraphPort[] s_headOutputs = [new("boxes", typeof(float), 3), new("scores", typeof(float), 2), new("phrases", typeof(long), 2)];

    /// <exception cref="ModelContractException">A tensor is missing, surplus, or of another type or rank.</exception>
    public static void Check(string package, IGraph text, IGraph vision, IGraph head)
    {
        CheckFeatures(package, "text", text.Outputs, TextPrefix);
        CheckFeatures(package, "vision", vision.Outputs, VisualPrefix);
        CheckPorts(package, "text", "input", s_textInputs, text.Inputs);
        CheckPorts(package, "vision", "input", s_visionInputs, vision.Inputs);
        CheckPorts(package, "head", "input", [.. s_headInputs, .. text.Outputs, .. vision.Outputs], head.Inputs);
        CheckPorts(package, "head", "output", s_headOutputs, head.Outputs);
    }

    private static void CheckFeatures(string package, string graph, IReadOnlyCollection<GraphPort> outputs, string prefix)
    {
        if (outputs.Count == 0)
        {
            throw new ModelContractException($"{package}: the {graph} graph has no output; expected tensors named {prefix}…");
        }

        foreach (var port in outputs)
        {
            if (!port.Name.StartsWith(prefix, StringComparison.Ordinal) || port.ElementType != typeof(float) || port.Rank < 2)
            {
                throw new ModelContractException($"{package}: the {graph} graph has the output {port}; expected {prefix}…, Single, 2 or more axes");
            }
        }
    }

    private static void CheckPorts(string package, string graph, string direction, IReadOnlyList<GraphPort> expected, IReadOnlyList<GraphPort> found)
    {
        foreach (var port in expected.Where(port => !found.Contains(port)))
        {
            var near = found.Where(other => other.Name == port.Name).Select(other => $"found {other}").FirstOrDefault("found none of that name");
            throw new ModelContractException($"{package}: the {graph} graph lacks the {direction} {port}; {near}");
        }

        foreach (var port in found.Where(port => !expected.Contains(port)))
        {
            throw new ModelContractException($"{package}: the {graph} graph has the {direction} {port}, which the contract does not name");
        }
    }
}
