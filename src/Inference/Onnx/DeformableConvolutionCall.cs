using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Glip.Inference;

/// <summary>The tiles of one computation, on the threads of the session that asked for it.</summary>
internal sealed class DeformableConvolutionCall
{
    private readonly DeformableConvolution _convolution;
    private ExceptionDispatchInfo? _failure;

    private DeformableConvolutionCall(DeformableConvolution convolution)
    {
        _convolution = convolution;
    }

    /// <param name="context">What ONNX Runtime hands to the computation of an operator.</param>
    /// <param name="stride">Cells from one position to the next.</param>
    /// <exception cref="InvalidOperationException">The shapes of the inputs do not fit together.</exception>
    public static unsafe void Run(void* context, int stride)
    {
        void* maps = OrtApi.Input(context, 0), weights = OrtApi.Input(context, 1), offsets = OrtApi.Input(context, 2), masks = OrtApi.Input(context, 3);
        var shape = ShapeOf(OrtApi.Shape(maps), OrtApi.Shape(weights), OrtApi.Shape(offsets), OrtApi.Shape(masks), stride);
        var tensors = new DeformableTensors
        {
            Maps = OrtApi.Elements(maps),
            Weights = OrtApi.Elements(weights),
            Offsets = OrtApi.Elements(offsets),
            Masks = OrtApi.Elements(masks),
            Result = OrtApi.Output(context, 0, shape.Images, shape.OutputChannels, shape.OutputHeight, shape.OutputWidth),
            Means = OrtApi.Output(context, 1, shape.Images, shape.OutputChannels, 1, 1),
            MeanSquares = OrtApi.Output(context, 2, shape.Images, shape.OutputChannels, 1, 1),
        };
        new DeformableConvolutionCall(new DeformableConvolution(shape, tensors, MicroKernel.Best)).Run(context);
    }

    private static DeformableShape ShapeOf(long[] maps, long[] weights, long[] offsets, long[] masks, int stride)
    {
        if (maps is [> 0 and var images, > 0 and var height, > 0 and var width, > 0 and var channels] && channels % MicroKernel.Panel == 0
            && height * width * channels <= int.MaxValue && weights is [DeformableShape.Points, > 0 and var panels, _, MicroKernel.Panel] && weights[2] == channels)
        {
            var shape = new DeformableShape((int)images, (int)height, (int)width, (int)channels, (int)panels * MicroKernel.Panel, stride);
            if (offsets.SequenceEqual([images, 2 * DeformableShape.Points, shape.OutputHeight, shape.OutputWidth])
                && masks.SequenceEqual([images, DeformableShape.Points, shape.OutputHeight, shape.OutputWidth]))
            {
                return shape;
            }
        }

        throw new InvalidOperationException(
            $"x {Text(maps)}, w {Text(weights)}, offsets {Text(offsets)}, mask {Text(masks)} with stride {stride}; "
            + "expected [n,h,w,c], [9,o/16,c,16], [n,18,(h-1)/stride+1,(w-1)/stride+1], [n,9,..,..], c a multiple of 16");
    }

    private static string Text(long[] shape) => $"[{string.Join(',', shape)}]";

    [UnmanagedCallersOnly]
    private static unsafe void ComputeTile(void* state, nuint index) => ((DeformableConvolutionCall)GCHandle.FromIntPtr((nint)state).Target!).Compute((int)index);

    private unsafe void Run(void* context)
    {
        var handle = GCHandle.Alloc(this);
        try
        {
            OrtApi.ParallelFor(context, &ComputeTile, _convolution.Tiles, (void*)GCHandle.ToIntPtr(handle));
        }
        finally
        {
            handle.Free();
        }

        _failure?.Throw();
        _convolution.Finish();
    }

    /// <summary>An exception must not reach the native threads: it waits for the end of the tiles.</summary>
    private void Compute(int index)
    {
        try
        {
            _convolution.Compute(index);
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
    }
}
