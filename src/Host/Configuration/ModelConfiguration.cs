using Glip.Inference;

namespace Glip.Host;

/// <summary>The model and how it is used.</summary>
/// <param name="Folder">The model package.</param>
/// <param name="Device">What it runs on, as written: <c>auto</c>, <c>cpu</c>, <c>cuda</c>, <c>cuda:N</c> or <c>tensorrt</c>.</param>
/// <param name="MaxBatch">Most frames that are looked at together; null for what suits the device.</param>
/// <param name="MaxWait">How long a free device waits for a batch to fill.</param>
/// <param name="MaxAge">Age at which a waiting frame of a camera is dropped.</param>
internal sealed record ModelConfiguration(string Folder, string Device, int? MaxBatch, TimeSpan MaxWait, TimeSpan MaxAge)
{
    /// <summary>Loads the model.</summary>
    /// <param name="warn">Told in one line when the device is not what was wished for.</param>
    /// <exception cref="Glip.Core.GlipException">The package or the device is wrong or missing.</exception>
    public GlipDetector Open(Action<string> warn) => GlipDetector.Open(ModelPackage.Open(Folder), ComputeDevice.Parse(Device, Installation.GpuLibraries, warn));

    public BatchOptions Batches(GlipDetector detector) => new() { MaxBatch = MaxBatch ?? detector.UsualBatch, MaxWait = MaxWait, MaxAge = MaxAge };
}
