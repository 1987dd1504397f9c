using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Inference;

/// <summary>
/// Finds phrases with the three graphs of a model package: text once a prompt, vision once a frame, head once a frame and caption.
/// All that differs between models is in the package.
/// </summary>
public sealed class GlipDetector : IDetector
{
    private readonly ModelPackage _package;
    private readonly IGraph _vision;
    private readonly IGraph _head;
    private readonly TextEncoder _text;
    private readonly PixelBatch _pixels;
    private readonly CandidateFilter _filter;

    private GlipDetector(ModelPackage package, IGraph text, IGraph vision, IGraph head, ComputePlan plan)
    {
        ModelContract.Check(package.Folder, text, vision, head);
        _package = package;
        _vision = vision;
        _head = head;
        _text = new TextEncoder(package, text);
        _pixels = new PixelBatch(package.Manifest.Image.Multiple);
        _filter = new CandidateFilter(package.Manifest.Post);
        Lanes = plan.Lanes;
        UsualBatch = plan.Batch;
    }

    public ModelIdentity Model => _package.Identity;

    public ResizeRule Resize => _package.Manifest.Image.Resize;

    public int Lanes { get; }

    /// <summary>How many frames looked at together use the device best.</summary>
    public int UsualBatch { get; }

    /// <summary>Number of phrases that a closed vocabulary holds; null when any phrase may be asked for.</summary>
    public int? KnownPhrases => _text.KnownPhrases;

    /// <summary>Loads the graphs of a package.</summary>
    /// <param name="package">The model.</param>
    /// <param name="device">What vision and head run on; the processor when null. Text always runs there, once a prompt.</param>
    /// <exception cref="ModelContractException">A graph is not what the contract says.</exception>
    /// <exception cref="MissingPartException">ONNX Runtime or the device is missing.</exception>
    public static GlipDetector Open(ModelPackage package, ComputeDevice? device = null) =>
        Open(package, device, ComputePlan.For(package.GraphBytes, Environment.ProcessorCount, device ?? ComputeDevice.Cpu));

    /// <inheritdoc cref="Open(ModelPackage, ComputeDevice?)"/>
    /// <param name="plan">How the processor is shared.</param>
    internal static GlipDetector Open(ModelPackage package, ComputeDevice? device, ComputePlan plan)
    {
        var graphs = new List<IGraph>();
        try
        {
            graphs.Add(new OnnxSession(package.TextPath, threads: 1));
            graphs.Add(new OnnxSession(package.VisionPath, plan.ThreadsPerLane, device));
            graphs.Add(new OnnxSession(package.HeadPath, plan.ThreadsPerLane, device));
            return new GlipDetector(package, graphs[0], graphs[1], graphs[2], plan);
        }
        catch
        {
            graphs.ForEach(graph => graph.Dispose());
            throw;
        }
    }

    public PreparedPrompt Prepare(Prompt prompt) => _text.Encode(prompt);

    public ImmutableArray<DetectedFrame> Detect(IReadOnlyList<DetectionRequest> batch, CancellationToken cancellationToken)
    {
        CheckSizes(batch);
        var prompts = batch.Select(request => (EncodedPrompt)request.Prompt).ToArray();
        using var features = Look(batch, cancellationToken);
        var found = batch.Select(_ => ImmutableArray.CreateBuilder<Detection>()).ToArray();
        for (var chunk = 0; chunk < prompts.Max(prompt => prompt.Chunks.Length); chunk++)
        {
            Search(batch, [.. prompts.Select(prompt => prompt.ChunkOrNothing(chunk))], features, found, cancellationToken);
        }

        return [.. batch.Select((request, i) => new DetectedFrame(request.Frame.Header, Sorted(found[i])))];
    }

    public void Dispose()
    {
        _text.Dispose();
        _vision.Dispose();
        _head.Dispose();
    }

    private static void CheckSizes(IReadOnlyList<DetectionRequest> batch)
    {
        var size = batch[0].Frame.Size;
        if (batch.FirstOrDefault(request => request.Frame.Size != size) is { Frame: { } other })
        {
            throw new ArgumentException($"A batch holds frames of {size} and {other.Size}; expected equal sizes.", nameof(batch));
        }
    }

    private static ImmutableArray<Detection> Sorted(ImmutableArray<Detection>.Builder detections) =>
        [.. detections.OrderByDescending(detection => detection.Score)]; // a stable sort

    /// <summary>Visual features of all frames, and the image sizes that the head needs again.</summary>
    private TensorSet Look(IReadOnlyList<DetectionRequest> batch, CancellationToken cancellationToken)
    {
        PixelBatch.Filled pixels;
        using (StageTimer.Measure("copy"))
        {
            pixels = _pixels.Fill(batch);
        }

        using (pixels)
        using (StageTimer.Measure("vision"))
        {
            return _vision.Run(pixels.Inputs, cancellationToken);
        }
    }

    /// <summary>Runs the head for one caption of each image and adds what it finds.</summary>
    private void Search(
        IReadOnlyList<DetectionRequest> batch, EncodedChunk[] chunks, TensorSet features, ImmutableArray<Detection>.Builder[] found, CancellationToken cancellationToken)
    {
        using var inputs = TextBatch.Stack(chunks);
        inputs.Add("image_size", PixelBatch.Sizes(batch));
        var all = new Dictionary<string, Tensor>(inputs, StringComparer.Ordinal);
        foreach (var (name, tensor) in features)
        {
            all.Add(name, tensor);
        }

        TensorSet candidates;
        using (StageTimer.Measure("head"))
        {
            candidates = _head.Run(all, cancellationToken);
        }

        using (candidates)
        using (StageTimer.Measure("nms"))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                _filter.AddTo(found[i], candidates, i, chunks[i], batch[i].Frame);
            }
        }
    }
}
