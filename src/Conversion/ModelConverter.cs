using Glip.Core;

namespace Glip.Conversion;

/// <summary>From a checkpoint to a model package: three graphs, a vocabulary, a manifest.</summary>
public static class ModelConverter
{
    /// <summary>Writes the package. The folder gets its name at the end only, so that no half package is ever seen.</summary>
    /// <param name="checkpoint">With official names.</param>
    /// <param name="architecture">Its sizes, checked against the checkpoint.</param>
    /// <param name="options">What it becomes.</param>
    /// <param name="folder">Is made; a package that stands there is replaced.</param>
    /// <param name="progress">Is told what is being written.</param>
    /// <exception cref="CheckpointException">Values cannot be read.</exception>
    /// <exception cref="UnavailableException">The folder cannot be written.</exception>
    public static void Convert(ICheckpoint checkpoint, GlipArchitecture architecture, ConversionOptions options, string folder, Action<string> progress)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var unfinished = $"{target}.unfinished-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(unfinished);
            var package = new PackageWriter(unfinished, architecture, options);
            foreach (var part in GraphPart.All)
            {
                progress(part.Name);
                package.Write(part, Build(part, new WeightScope(checkpoint), architecture, options));
            }

            package.Finish();
            Replace(unfinished, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnavailableException($"{folder}: cannot be written ({e.Message.ReplaceLineEndings(" ")}); expected a folder with room for the model", e);
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    /// <summary>Builds one of the graphs.</summary>
    internal static GraphBuilder Build(GraphPart part, WeightScope weights, GlipArchitecture architecture, ConversionOptions options)
    {
        var graph = new GraphBuilder($"glip_{part.Name}", options.Debug);
        Kernels kernels = options switch
        {
            { Precision: Precision.Fp16 } => new Kernels(graph, ElementType.Float16),
            { Precision: Precision.Int8 } => new Int8Kernels(graph),
            { Operators: OperatorSet.Portable } => new Kernels(graph),
            _ => new CpuKernels(graph),
        };
        part.Build(kernels, weights, architecture, options.Debug);
        return graph;
    }

    private static void Replace(string unfinished, string target)
    {
        if (Directory.Exists(target))
        {
            var isPackage = File.Exists(Path.Combine(target, PackageWriter.ManifestFile));
            if (!isPackage && Directory.EnumerateFileSystemEntries(target).Any())
            {
                throw new IOException("it is not empty and holds no model package");
            }

            Directory.Delete(target, recursive: true);
        }

        Directory.Move(unfinished, target);
    }
}
