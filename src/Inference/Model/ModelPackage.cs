using System.Security.Cryptography;
using Glip.Core;

namespace Glip.Inference;

/// <summary>A model on disk: a folder with a manifest, a vocabulary and three graphs, checked against their hashes.</summary>
public sealed class ModelPackage
{
    private ModelPackage(string folder, ModelManifest manifest, ModelIdentity identity)
    {
        Folder = folder;
        Manifest = manifest;
        Identity = identity;
    }

    public string Folder { get; }

    public ModelManifest Manifest { get; }

    public ModelIdentity Identity { get; }

    /// <summary>The file with one word piece a line.</summary>
    public string VocabularyPath => PathOf(Manifest.Text.Vocabulary);

    public string TextPath => PathOf(Manifest.Graphs.Text.File);

    public string VisionPath => PathOf(Manifest.Graphs.Vision.File);

    public string HeadPath => PathOf(Manifest.Graphs.Head.File);

    /// <summary>Bytes of all graphs together.</summary>
    public long GraphBytes => Manifest.Graphs.All.Sum(graph => new FileInfo(PathOf(graph.File)).Length);

    /// <summary>Opens a package and compares each graph with its hash.</summary>
    /// <exception cref="MissingPartException">There is no such folder.</exception>
    /// <exception cref="ModelContractException">A file is missing, or not the one that the manifest was written for.</exception>
    public static ModelPackage Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new MissingPartException($"model package '{folder}' does not exist; expected a folder with model.json, such as models/nano");
        }

        var manifestPath = Path.Combine(folder, "model.json");
        var content = Read(manifestPath);
        var manifest = ManifestReader.Read(manifestPath, content);
        var package = new ModelPackage(folder, manifest, new ModelIdentity(manifest.Name, Convert.ToHexStringLower(SHA256.HashData(content))));
        foreach (var graph in manifest.Graphs.All)
        {
            package.CheckHash(graph);
        }

        return package;
    }

    internal string PathOf(string file) => Path.Combine(Folder, file);

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelContractException($"{path}: cannot be read ({e.Message}); expected the manifest of a model package", e);
        }
    }

    private void CheckHash(ModelManifest.HashedFile graph)
    {
        var path = PathOf(graph.File);
        try
        {
            using var file = File.OpenRead(path);
            var found = Convert.ToHexStringLower(SHA256.HashData(file));
            if (!string.Equals(found, graph.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                throw new ModelContractException($"{path}: altered or damaged (sha256 {found}); expected {graph.Sha256} as in model.json");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelContractException($"{path}: cannot be read ({e.Message}); expected the graph that model.json names", e);
        }
    }
}
