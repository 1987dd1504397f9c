namespace Glip.Conversion;

/// <summary>Operators of ONNX Runtime outside of the ONNX standard.</summary>
/// <remarks>Source: ONNX Runtime documentation, "Contrib ops".</remarks>
internal static class ContributedDomain
{
    public const string Name = "com.microsoft";
}
