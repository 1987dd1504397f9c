using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glip.Inference;

/// <summary>
/// What the rows see of the positions of each part: sums of positions weighted by e to the power of their logit less the largest one so
/// far. When a larger one comes, the sums are scaled down.
/// </summary>
internal sealed unsafe class SeenPositions(AttentionShape shape, int parts) : IDisposable
{
    private readonly AlignedMemory _sums = new(parts * shape.Groups * SumsLength(shape));
    private readonly AlignedMemory _largest = new((nint)parts * shape.Groups * shape.GroupRows);
    private readonly AlignedMemory _weights = new((nint)parts * shape.Groups * shape.GroupRows);

    public void Clear(int part)
    {
        for (var group = 0; group < shape.Groups; group++)
        {
            new Span<float>(Sums(part, group), (int)SumsLength(shape)).Clear();
            new Span<float>(Weights(part, group), shape.GroupRows).Clear();
            new Span<float>(Largest(part, group), shape.GroupRows).Fill(float.NegativeInfinity);
        }
    }

    /// <summary>[panels of 16 channels, rows of the group, 16].</summary>
    public float* Sums(int part, int group) => _sums.Start + ((((nint)part * shape.Groups) + group) * SumsLength(shape));

    /// <summary>How much each row of a group looks at each position of a tile, from its logits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Share(int part, int group, int rows, int count, AttentionBuffers buffers)
    {
        var stride = (nint)shape.GroupRows * MicroKernel.Panel;
        float* largest = Largest(part, group), weights = Weights(part, group);
        for (var row = 0; row < rows; row++)
        {
            var logits = buffers.Logits + (row * MicroKernel.Panel);
            var found = LargestOf(logits, stride, count);
            if (found > largest[row])
            {
                ScaleDown(part, group, row, MathF.Exp(largest[row] - found));
                largest[row] = found;
            }

            weights[row] += Share(logits, stride, count, largest[row], buffers.Shares + ((nint)row * MicroKernel.RowStride));
        }
    }

    /// <summary>Joins parts in their order.</summary>
    /// <param name="firstPart">The first part of an image.</param>
    /// <param name="count">Parts of the image.</param>
    /// <param name="group">Which group.</param>
    /// <param name="target">[rows of the group, channels].</param>
    public void Join(int firstPart, int count, int group, float* target)
    {
        for (var row = 0; row < shape.HeadsOf(group) * shape.Tokens; row++)
        {
            var largest = float.NegativeInfinity;
            for (var part = firstPart; part < firstPart + count; part++)
            {
                largest = MathF.Max(largest, Largest(part, group)[row]);
            }

            var weight = 0f;
            for (var part = firstPart; part < firstPart + count; part++)
            {
                weight += Weights(part, group)[row] * MathF.Exp(Largest(part, group)[row] - largest);
            }

            new Span<float>(target, shape.Channels).Clear();
            for (var part = firstPart; part < firstPart + count; part++)
            {
                Add(part, group, row, MathF.Exp(Largest(part, group)[row] - largest) / weight, target);
            }

            target += shape.Channels;
        }
    }

    public void Dispose()
    {
        _sums.Dispose();
        _largest.Dispose();
        _weights.Dispose();
    }

    private static nint SumsLength(AttentionShape shape) => (nint)shape.GroupRows * shape.Channels;

    private static float LargestOf(float* logits, nint stride, int count)
    {
        var largest = Vector512.Load(logits);
        for (var position = MicroKernel.Panel; position < count; position += MicroKernel.Panel)
        {
            logits += stride;
            largest = Vector512.MaxNative(largest, Vector512.Load(logits));
        }

        var half = Vector256.MaxNative(largest.GetLower(), largest.GetUpper());
        var quarter = Vector128.MaxNative(half.GetLower(), half.GetUpper());
        quarter = Vector128.MaxNative(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1)));
        return MathF.Max(quarter[0], quarter[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Share(float* logits, nint stride, int count, float largest, float* shares)
    {
        var (sum, most) = (Vector512<float>.Zero, Vector512.Create(largest));
        var position = 0;
        for (; position + MicroKernel.Panel <= count; position += MicroKernel.Panel)
        {
            var share = Exponential.Of(Vector512.Load(logits) - most);
            share.Store(shares + position);
            sum += share;
            logits += stride;
        }

        if (position < count)
        {
            var isPosition = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count - position)).AsSingle();
            var share = Exponential.Of(Vector512.Load(logits) - most) & isPosition;
            share.Store(shares + position);
            sum += share;
        }

        return Vector512.Sum(sum);
    }

    private void ScaleDown(int part, int group, int row, float factor)
    {
        var sums = Sums(part, group);
        var stride = (nint)shape.GroupRows * MicroKernel.Panel;
        Weights(part, group)[row] *= factor;
        for (var panel = 0; panel < shape.ChannelPanels; panel++)
        {
            var place = sums + (panel * stride) + (row * MicroKernel.Panel);
            (Vector512.Load(place) * factor).Store(place);
        }
    }

    private void Add(int part, int group, int row, float factor, float* target)
    {
        var sums = Sums(part, group);
        var stride = (nint)shape.GroupRows * MicroKernel.Panel;
        for (var panel = 0; panel < shape.ChannelPanels; panel++)
        {
            var place = target + (panel * MicroKernel.Panel);
            Vector512.MultiplyAddEstimate(Vector512.Load(sums + (panel * stride) + (row * MicroKernel.Panel)), Vector512.Create(factor), Vector512.Load(place)).Store(place);
        }
    }

    private float* Largest(int part, int group) => _largest.Start + ((((nint)part * shape.Groups) + group) * shape.GroupRows);

    private float* Weights(int part, int group) => _weights.Start + ((((nint)part * shape.Groups) + group) * shape.GroupRows);
}
