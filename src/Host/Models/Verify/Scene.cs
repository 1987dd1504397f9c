using Glip.Core;

namespace Glip.Host;

/// <summary>A picture and a caption for a check.</summary>
/// <param name="Picture">Of any size; noise.</param>
/// <param name="InputIds">Word pieces with <c>[CLS]</c> and <c>[SEP]</c>.</param>
/// <param name="PhraseTokens">Places in the caption of the tokens of each phrase.</param>
internal sealed record Scene(RgbImage Picture, long[] InputIds, IReadOnlyList<int[]> PhraseTokens)
{
    /// <summary>A picture of noise.</summary>
    public static RgbImage Noise(ImageSize size, int seed)
    {
        var pixels = new byte[size.RgbBytes];
        new Random(seed).NextBytes(pixels);
        return new RgbImage(size, pixels);
    }

    /// <summary>The same with padded tokens at the end, which no phrase has.</summary>
    public Scene Padded(int tokens) => this with { InputIds = [.. InputIds, .. new long[tokens]] };
}
