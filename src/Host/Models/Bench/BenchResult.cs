namespace Glip.Host;

/// <summary>How fast a model is. Times are medians in milliseconds for the whole batch.</summary>
/// <param name="Model">Name and precision.</param>
/// <param name="Width">Of a picture, in pixels.</param>
/// <param name="Height">Of a picture, in pixels.</param>
/// <param name="Tokens">Word pieces of the caption, as it came out.</param>
/// <param name="Phrases">Phrases of the caption.</param>
/// <param name="Batch">Pictures at a time.</param>
/// <param name="LoadMs">Reading and preparing the three graphs, once.</param>
/// <param name="TextMs">The caption, once a prompt.</param>
/// <param name="VisionMs">Vision graph.</param>
/// <param name="HeadMs">Head graph.</param>
/// <param name="NmsMs">From candidates to detections.</param>
/// <param name="TotalMs">From frames to detections, the caption's features being known.</param>
/// <param name="ImagesPerSecond">Batch by total.</param>
/// <param name="PeakGflops">Best that the same runtime reaches in a product of two 4096 × 4096 matrices between the runs: the median.</param>
/// <param name="Gmac">Multiplications of vision and head for the batch, in 10⁹; null for a model that is not GLIP.</param>
/// <param name="ShareOfPeak">Time that these multiplications take at the peak, by the total.</param>
/// <param name="MemoryMb">Most memory of the process so far.</param>
internal sealed record BenchResult(
    string Model,
    int Width,
    int Height,
    int Tokens,
    int Phrases,
    int Batch,
    double LoadMs,
    double TextMs,
    double VisionMs,
    double HeadMs,
    double NmsMs,
    double TotalMs,
    double ImagesPerSecond,
    double PeakGflops,
    double? Gmac,
    double? ShareOfPeak,
    double MemoryMb);
