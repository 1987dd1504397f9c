using Glip.Core;
using Microsoft.ML.OnnxRuntime;

namespace Glip.Inference;

/// <summary>Loads the library of a graphics processor's provider, once a process, and hands a processor to a session.</summary>
/// <remarks>Source: ONNX Runtime documentation, "Plugin Execution Provider Libraries".</remarks>
internal static class ProviderLibrary
{
    private static readonly Lock s_lock = new();
    private static readonly HashSet<string> s_loaded = new(StringComparer.Ordinal);

    /// <summary>The file that must be there.</summary>
    public static string PathOf(ComputeDevice device) =>
        Path.Combine(device.Folder, device.Provider == ComputeProvider.TensorRt ? "libonnxruntime_providers_tensorrt.so" : "libonnxruntime_providers_cuda.so");

    /// <summary>Lets a session run on a graphics processor.</summary>
    /// <exception cref="MissingPartException">The library, what it needs, or the processor is missing.</exception>
    public static void Append(SessionOptions options, ComputeDevice device) =>
        options.AppendExecutionProvider(OrtEnv.Instance(), [Find(device)], new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The graphics processor as the runtime knows it.</summary>
    /// <exception cref="MissingPartException">The library, what it needs, or the processor is missing.</exception>
    public static OrtEpDevice Find(ComputeDevice device)
    {
        Load(device);
        var name = device.Provider.ToString();
        var processors = OrtEnv.Instance().GetEpDevices().Where(found => found.EpName.Contains(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return device.Index < processors.Length
            ? processors[device.Index]
            : throw new MissingPartException($"graphics processor {device.Index} for {name} is missing (found {processors.Length}); expected another number, or the device cpu");
    }

    private static void Load(ComputeDevice device)
    {
        var path = PathOf(device);
        lock (s_lock)
        {
            if (s_loaded.Contains(path))
            {
                return;
            }

            if (!File.Exists(path))
            {
                throw new MissingPartException($"{path} is missing; run './setup --gpu', or use the device cpu");
            }

            try
            {
                OrtEnv.Instance().RegisterExecutionProviderLibrary(device.Provider.ToString(), path);
                s_loaded.Add(path);
            }
            catch (OnnxRuntimeException e)
            {
                throw new MissingPartException($"{path} cannot be loaded ({e.Message.Split('\n')[0].Trim()}); expected an NVIDIA driver, CUDA 13 and cuDNN 9, or the device cpu", e);
            }
        }
    }
}
