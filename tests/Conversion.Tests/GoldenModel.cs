using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>A small model with random weights, and inputs for which the official modules' results are known.</summary>
/// <param name="Name">Its folder in <c>tests/Data/glip</c>.</param>
/// <param name="Architecture">As in its <c>config.json</c>.</param>
/// <param name="InputCount">Folders <c>input0</c>, <c>input1</c> and so on.</param>
internal sealed record GoldenModel(string Name, GlipArchitecture Architecture, int InputCount)
{
    /// <summary>As GLIP-T (B, C, T).</summary>
    public static readonly GoldenModel TinyFused = new(
        "tiny-fused",
        new(new(24, [2, 2, 2, 2], [2, 4, 8, 16], 7), new(300, 64, 2, 4, 128, 64), new(96, 4), Channels: 48, HeadLayers: 3, MaxTextTokens: 48),
        InputCount: 3);

    /// <summary>As GLIP-T (A).</summary>
    public static readonly GoldenModel TinyNoFuse = new(
        "tiny-nofuse",
        new(new(16, [2, 2, 2, 2], [2, 4, 8, 16], 7), new(300, 64, 2, 4, 128, 64), Fusion: null, Channels: 48, HeadLayers: 3, MaxTextTokens: 48),
        InputCount: 2);

    /// <summary>As GLIP-L.</summary>
    public static readonly GoldenModel LargeStyle = new(
        "large-style",
        new(new(18, [2, 2, 4, 2], [3, 6, 12, 24], 12), new(300, 48, 2, 3, 96, 64), new(128, 8), Channels: 32, HeadLayers: 4, MaxTextTokens: 40),
        InputCount: 2);

    public static readonly IReadOnlyList<GoldenModel> All = [TinyFused, TinyNoFuse, LargeStyle];

    public string Folder => Repository.Data("glip", Name);

    public IEnumerable<GoldenInput> Inputs => Enumerable.Range(0, InputCount).Select(Input);

    public GoldenInput Input(int number) => GoldenInput.Read(Path.Combine(Folder, $"input{number}"));

    public ICheckpoint OpenCheckpoint() => Checkpoint.Open(Path.Combine(Folder, "checkpoint.pth"));
}
