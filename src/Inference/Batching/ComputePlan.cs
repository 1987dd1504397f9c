namespace Glip.Inference;

/// <summary>How a device is shared between frames.</summary>
/// <param name="Lanes">Batches that are looked at at a time.</param>
/// <param name="ThreadsPerLane">Threads of the processor that work on one of them.</param>
/// <param name="Batch">Frames of a batch.</param>
internal readonly record struct ComputePlan(int Lanes, int ThreadsPerLane, int Batch)
{
    private const long SmallModelBytes = 64L << 20;
    private const int GpuBatch = 8;

    /// <summary>
    /// A small model gains nothing from sharing one frame between cores (measured on two cores: 14.4 ms a frame with a frame a core,
    /// 16.3 ms with both cores on each frame). A large one gets all cores for one frame: several at a time would multiply its memory.
    /// Batches do not pay on processors; a graphics processor needs them to be busy.
    /// </summary>
    public static ComputePlan For(long graphBytes, int cores, ComputeDevice device) =>
        device.Provider != ComputeProvider.Cpu ? new(1, cores, GpuBatch)
        : graphBytes <= SmallModelBytes ? new(cores, 1, 1)
        : new(1, cores, 1);
}
