namespace Glip.Conversion;

/// <summary>What the first bytes of a file say.</summary>
internal enum FileKind
{
    Other,
    Zip,
    Safetensors,
    LegacyTorch,
}
