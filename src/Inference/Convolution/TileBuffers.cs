namespace Glip.Inference;

/// <summary>What a thread needs for a tile. It keeps the buffers for the next one.</summary>
internal sealed unsafe class TileBuffers
{
    private const int CacheLine = 64;

    [ThreadStatic]
    private static TileBuffers? _ofThread;

    private readonly float[] _memory;

    private TileBuffers(int outputChannels)
    {
        var samples = Tiling.Largest * MicroKernel.RowStride;
        _memory = GC.AllocateArray<float>(samples + MicroKernel.Channels + (Tiling.Largest * outputChannels) + (CacheLine / sizeof(float)), pinned: true);
        OutputChannels = outputChannels;
        fixed (float* memory = _memory)
        {
            Samples = (float*)(((nint)memory + CacheLine - 1) & -CacheLine);
        }

        Zeros = Samples + samples;
        Sums = Zeros + MicroKernel.Channels;
    }

    /// <summary>[positions, <see cref="MicroKernel.RowStride"/>].</summary>
    public float* Samples { get; }

    /// <summary>As many zeros as one product has channels.</summary>
    public float* Zeros { get; }

    /// <summary>[panels, positions, <see cref="MicroKernel.Panel"/>].</summary>
    public float* Sums { get; }

    private int OutputChannels { get; }

    public static TileBuffers OfThread(int outputChannels) =>
        _ofThread is { } buffers && buffers.OutputChannels >= outputChannels ? buffers : _ofThread = new TileBuffers(outputChannels);
}
