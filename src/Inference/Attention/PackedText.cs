namespace Glip.Inference;

/// <summary>Keys and values of all groups of heads, in the order in which products read them.</summary>
internal sealed unsafe class PackedText(AttentionShape shape, AttentionTensors tensors) : IDisposable
{
    private readonly AlignedMemory _keys = new(shape.Images * shape.Groups * shape.PackedKeys);
    private readonly AlignedMemory _values = new(shape.Images * shape.Groups * shape.PackedValues);

    /// <summary>[pieces of the channels, rows of the group, <see cref="MicroKernel.RowStride"/>].</summary>
    /// <param name="group">Number of image and group.</param>
    public float* Keys(int group) => _keys.Start + (group * shape.PackedKeys);

    /// <summary>[pieces of the rows of the group, channels, <see cref="MicroKernel.RowStride"/>].</summary>
    public float* Values(int group) => _values.Start + (group * shape.PackedValues);

    public void Pack(int index)
    {
        var (image, group) = Math.DivRem(index, shape.Groups);
        var rows = shape.HeadsOf(group) * shape.Tokens;
        var first = ((nint)image * shape.Rows) + ((nint)group * shape.GroupHeads * shape.Tokens);
        PackKeys(tensors.Keys + (first * shape.Channels), rows, Keys(index));
        PackValues(tensors.Values + (first * shape.Channels), rows, Values(index));
    }

    public void Dispose()
    {
        _keys.Dispose();
        _values.Dispose();
    }

    /// <summary>Rows of the last block that do not exist are 0, so that no product meets a number that is none.</summary>
    private void PackKeys(float* keys, int rows, float* packed)
    {
        for (var channel = 0; channel < shape.Channels; channel += MicroKernel.Channels)
        {
            var count = Math.Min(MicroKernel.Channels, shape.Channels - channel);
            for (var row = 0; row < shape.GroupRows; row++)
            {
                var target = new Span<float>(packed, count);
                if (row < rows)
                {
                    new Span<float>(keys + ((nint)row * shape.Channels) + channel, count).CopyTo(target);
                }
                else
                {
                    target.Clear();
                }

                packed += MicroKernel.RowStride;
            }
        }
    }

    private void PackValues(float* values, int rows, float* packed)
    {
        for (var first = 0; first < rows; first += MicroKernel.Channels)
        {
            var count = Math.Min(MicroKernel.Channels, rows - first);
            new Span<float>(packed, shape.ChannelRows * MicroKernel.RowStride).Clear();
            for (var row = 0; row < count; row++)
            {
                var source = values + ((nint)(first + row) * shape.Channels);
                for (var channel = 0; channel < shape.Channels; channel++)
                {
                    packed[((nint)channel * MicroKernel.RowStride) + row] = source[channel];
                }
            }

            packed += (nint)shape.ChannelRows * MicroKernel.RowStride;
        }
    }
}
