using System.Globalization;
using Glip.Core;

namespace Glip.Inference;

/// <summary>What graphs run on.</summary>
/// <param name="Provider">Which of the runtime's execution providers.</param>
/// <param name="Index">Number of the graphics processor, from 0.</param>
/// <param name="Folder">Where the provider's library is.</param>
public sealed record ComputeDevice(ComputeProvider Provider, int Index, string Folder)
{
    public static readonly ComputeDevice Cpu = new(ComputeProvider.Cpu, 0, string.Empty);

    /// <summary>Reads <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>tensorrt</c>, or <c>auto</c>: CUDA where it works, else the processor.</summary>
    /// <param name="text">As the user wrote it.</param>
    /// <param name="folder">Where the libraries for graphics processors are installed.</param>
    /// <param name="warn">Is told why <c>auto</c> passes over a library that is installed.</param>
    /// <exception cref="ConfigurationException">It is none of these.</exception>
    public static ComputeDevice Parse(string text, string folder, Action<string> warn)
    {
        if (text == "auto")
        {
            return Auto(folder, warn);
        }

        var (name, number) = text.Split(':', 2) is [var left, var right] ? (left, right) : (text, "0");
        ComputeProvider? provider = name switch
        {
            "cpu" => ComputeProvider.Cpu,
            "cuda" => ComputeProvider.Cuda,
            "tensorrt" => ComputeProvider.TensorRt,
            _ => null,
        };
        return provider is { } known && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new ComputeDevice(known, index, folder)
            : throw new ConfigurationException($"the device is '{text}'; expected auto, cpu, cuda, cuda:1 or tensorrt");
    }

    private static ComputeDevice Auto(string folder, Action<string> warn)
    {
        var cuda = new ComputeDevice(ComputeProvider.Cuda, 0, folder);
        if (!File.Exists(ProviderLibrary.PathOf(cuda)))
        {
            return Cpu;
        }

        try
        {
            _ = ProviderLibrary.Find(cuda);
            return cuda;
        }
        catch (MissingPartException e)
        {
            warn($"{e.Message}; going on with the processor");
            return Cpu;
        }
    }
}
