namespace Glip.Conversion;

/// <summary>A file of weights on this machine, and where it comes from.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Origin">Its address without secrets, or its path.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
public sealed record WeightsFile(string Path, string Origin, string Sha256)
{
    /// <summary>Origin and hash in the words of a manifest.</summary>
    public string Source => $"{Origin}, sha256 {Sha256}";
}
