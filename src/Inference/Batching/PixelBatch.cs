using System.Collections.Concurrent;
using Glip.Core;

namespace Glip.Inference;

/// <summary>Lays frames side by side in the form that the vision graph takes; memory is used again from batch to batch.</summary>
/// <param name="multiple">Height and width of the input are multiples of this.</param>
internal sealed class PixelBatch(int multiple)
{
    private readonly ConcurrentBag<byte[]> _free = [];

    /// <summary><c>image_size</c> [N, 2]: height and width of each image without padding.</summary>
    public static Tensor Sizes(IReadOnlyList<DetectionRequest> batch) => Tensor.Over<long>(
        batch.SelectMany(request => new long[] { request.Frame.Size.Height, request.Frame.Size.Width }).ToArray(), batch.Count, 2);

    /// <summary>Copies frames of equal size; what stands right of and below them is undefined, and ignored by the graph.</summary>
    public Filled Fill(IReadOnlyList<DetectionRequest> batch)
    {
        var size = batch[0].Frame.Size;
        var (height, width) = (Up(size.Height), Up(size.Width));
        var imageBytes = checked(height * width * 3);
        var memory = Take(checked(imageBytes * batch.Count));
        for (var i = 0; i < batch.Count; i++)
        {
            CopyRows(batch[i].Frame, memory.AsSpan(i * imageBytes, imageBytes), width * 3);
        }

        var inputs = new TensorSet
        {
            ["pixels"] = Tensor.Over(memory.AsMemory(0, imageBytes * batch.Count), batch.Count, height, width, 3),
            ["image_size"] = Sizes(batch),
        };
        return new Filled(inputs, memory, _free);
    }

    private static void CopyRows(Frame frame, Span<byte> target, int targetStrideBytes)
    {
        var source = frame.Pixels.Span;
        var strideBytes = frame.Size.Width * 3;
        for (var row = 0; row < frame.Size.Height; row++)
        {
            source.Slice(row * strideBytes, strideBytes).CopyTo(target[(row * targetStrideBytes)..]);
        }
    }

    private byte[] Take(int bytes) => _free.TryTake(out var memory) && memory.Length >= bytes ? memory : GC.AllocateUninitializedArray<byte>(bytes, pinned: true);

    private int Up(int length) => (length + multiple - 1) / multiple * multiple;

    /// <summary>Inputs of the vision graph; disposing of them makes their memory free for another batch.</summary>
    internal sealed class Filled(TensorSet inputs, byte[] memory, ConcurrentBag<byte[]> free) : IDisposable
    {
        /// <summary><c>pixels</c> [N, H, W, 3] and <c>image_size</c> [N, 2].</summary>
        public TensorSet Inputs => inputs;

        public void Dispose()
        {
            inputs.Dispose();
            free.Add(memory);
        }
    }
}
