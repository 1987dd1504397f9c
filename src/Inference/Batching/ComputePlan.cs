namespace Glip.Inference;

/// <summary>How a processor is shared between frames.</summary>
/// <param name="Lanes">Frames that are looked at together.</param>
/// <param name="ThreadsPerLane">Threads that work on one of them.</param>
internal readonly record struct ComputePlan(int Lanes, int ThreadsPerLane)
{
    private const long SmallModelBytes = 64L << 20;

    /// <summary>
    /// A small model gains nothing from sharing one frame between cores (measured on two cores: 14.4 ms a frame with a frame a core,
    /// 16.3 ms with both cores on each frame). A large one gets all cores for one frame: several at a time would multiply its memory.
    /// </summary>
    public static ComputePlan For(long graphBytes, int cores) => graphBytes <= SmallModelBytes ? new(cores, 1) : new(1, cores);
}
