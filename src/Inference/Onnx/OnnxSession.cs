using System.Collections.Immutable;
using Glip.Core;
using Microsoft.ML.OnnxRuntime;

namespace Glip.Inference;

/// <summary>A graph in an ONNX file, run by ONNX Runtime.</summary>
public sealed class OnnxSession : IGraph
{
    /// <summary>How ONNX Runtime, CUDA, C++ and .NET say that memory is short; the runtime has no code for it.</summary>
    private static readonly string[] s_memoryErrors = ["failed to allocate memory", "out of memory", "BFCArena", "bad_alloc", "insufficient memory", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED"];

    private readonly string _path;
    private readonly InferenceSession _session;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;

    /// <param name="path">The ONNX file.</param>
    /// <param name="threads">Threads of the processor that one run uses, at least 1.</param>
    /// <param name="device">What it runs on; the processor when null.</param>
    /// <exception cref="ModelContractException">The file is not a graph that this version of ONNX Runtime can load.</exception>
    /// <exception cref="MissingPartException">The library of ONNX Runtime or of the device is missing.</exception>
    public OnnxSession(string path, int threads, ComputeDevice? device = null)
    {
        _path = path;
        _session = Load(path, threads, device ?? ComputeDevice.Cpu);
        Inputs = Ports(_session.InputMetadata);
        Outputs = Ports(_session.OutputMetadata);
        _inputNames = [.. Inputs.Select(port => port.Name)];
        _outputNames = [.. Outputs.Select(port => port.Name)];
    }

    public ImmutableArray<GraphPort> Inputs { get; }

    public ImmutableArray<GraphPort> Outputs { get; }

    public TensorSet Run(IReadOnlyDictionary<string, Tensor> inputs, CancellationToken cancellationToken)
    {
        var results = Compute(Array.ConvertAll(_inputNames, name => inputs[name].Value), cancellationToken);
        var outputs = new TensorSet();
        for (var i = 0; i < _outputNames.Length; i++)
        {
            outputs.Add(_outputNames[i], new Tensor(results[i]));
        }

        return outputs;
    }

    public void Dispose() => _session.Dispose();

    private IReadOnlyList<OrtValue> Compute(OrtValue[] inputs, CancellationToken cancellationToken)
    {
        using var options = new RunOptions();
        using var terminate = cancellationToken.Register(() => options.Terminate = true);
        try
        {
            return _session.Run(options, _inputNames, inputs, _outputNames);
        }
        catch (OnnxRuntimeException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The computation was broken off.", e, cancellationToken);
        }
        catch (OnnxRuntimeException e) when (s_memoryErrors.Any(text => e.Message.Contains(text, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DeviceMemoryException($"{_path}: the device has too little memory ({FirstLine(e)})", e);
        }
    }

    private static InferenceSession Load(string path, int threads, ComputeDevice device)
    {
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = threads,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };

            // Threads that wait for work in a loop would take the cores that decoding needs.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            options.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
            if (device.Provider != ComputeProvider.Cpu)
            {
                ProviderLibrary.Append(options, device);
            }

            OperatorDomain.AddTo(options);
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelContractException($"{path}: not a graph that ONNX Runtime can load ({FirstLine(e)}); expected the file that the converter wrote", e);
        }
        catch (TypeInitializationException e) when (e.GetBaseException() is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new MissingPartException("the library of ONNX Runtime (libonnxruntime.so) is missing or too old; run './setup'", e);
        }
    }

    private static ImmutableArray<GraphPort> Ports(IReadOnlyDictionary<string, NodeMetadata> metadata) =>
        [.. metadata.Select(port => new GraphPort(port.Key, port.Value.ElementType ?? typeof(object), port.Value.Dimensions?.Length ?? 0))];

    private static string FirstLine(OnnxRuntimeException e) => e.Message.Split('\n')[0].Trim();
}
