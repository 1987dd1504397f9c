namespace Glip.Inference;

/// <summary>What a thread needs for a tile. It keeps the buffers for the next one.</summary>
internal sealed unsafe class TileBuffers
{
    /// <summary>Positions of a tile at most, in whole vectors.</summary>
    private const int Length = (Tiling.Largest + Vector - 1) / Vector * Vector;

    private const int Vector = 16;
    private const int Lines = 5;

    [ThreadStatic]
    private static TileBuffers? _ofThread;

    private readonly float[] _memory;
    private readonly int _outputChannels;

    private TileBuffers(int outputChannels)
    {
        _outputChannels = outputChannels;
        _memory = GC.AllocateArray<float>((Length * (MicroKernel.RowStride + outputChannels + Taps.Arrays + Lines)) + Vector, pinned: true);
        fixed (float* memory = _memory)
        {
            Samples = (float*)(((nint)memory + (Vector * sizeof(float)) - 1) / (Vector * sizeof(float)) * (Vector * sizeof(float)));
        }

        Sums = Samples + (Length * MicroKernel.RowStride);
        Rows = Sums + (Length * outputChannels);
        Columns = Rows + Length;
        Vertical = Columns + Length;
        Horizontal = Vertical + Length;
        Mask = Horizontal + Length;
        Taps = new Taps(Mask + Length, Length);
    }

    /// <summary>[positions, <see cref="MicroKernel.RowStride"/>].</summary>
    public float* Samples { get; }

    /// <summary>[panels, positions, <see cref="MicroKernel.Panel"/>].</summary>
    public float* Sums { get; }

    /// <summary>Row in the map of the first point of the kernel, for each position.</summary>
    public float* Rows { get; }

    /// <summary>Column of the first point.</summary>
    public float* Columns { get; }

    /// <summary>Offsets of one point and its factors, for each position.</summary>
    public float* Vertical { get; }

    public float* Horizontal { get; }

    public float* Mask { get; }

    public Taps Taps { get; }

    public static TileBuffers OfThread(int outputChannels) =>
        _ofThread is { } buffers && buffers._outputChannels >= outputChannels ? buffers : _ofThread = new TileBuffers(outputChannels);
}
