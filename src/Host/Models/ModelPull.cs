using System.Globalization;
using Glip.Conversion;
using Glip.Core;

namespace Glip.Host;

/// <summary>Gets published weights and makes a model package of them.</summary>
/// <param name="download">Fetches what is not on this machine.</param>
/// <param name="convert">Makes the package and tells an <see cref="ExitCode"/>. A folder that exists afterwards is complete.</param>
/// <param name="output">Where the user reads how far it is.</param>
internal sealed class ModelPull(Download download, Func<ConversionOrder, CancellationToken, Task<int>> convert, TextWriter output)
{
    private const string DownloadFolder = ".downloads";

    /// <summary>Whether a folder holds a model package.</summary>
    public static bool IsPackage(string folder) => File.Exists(Path.Combine(folder, "model.json"));

    /// <param name="model">What is wanted.</param>
    /// <param name="source">Where its weights are taken from.</param>
    /// <param name="folder">The package to make. Downloads are kept beside it.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="ConfigurationException">Something else is in the folder.</exception>
    /// <exception cref="UnavailableException">The weights cannot be had.</exception>
    /// <exception cref="CheckpointException">The weights are not those of the first time, or not those of a GLIP model.</exception>
    public async Task<int> RunAsync(OfficialModel model, WeightsSource source, string folder, CancellationToken cancellationToken)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (IsPackage(folder))
        {
            Say($"{Shown(folder)} is there already. Next: glip model info {Shown(folder)}");
            return ExitCode.Done;
        }

        if (Path.Exists(folder) && (File.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new ConfigurationException($"{folder}: holds something that is not a model package; expected an empty folder or none");
        }

        var weights = await GetAsync(model, source, Path.Combine(Path.GetDirectoryName(folder)!, DownloadFolder), cancellationToken).ConfigureAwait(false);
        Say($"{model.Name}: converting");
        var code = await convert(new(weights.Path, folder, model.Name, model.Licence, weights.Source), cancellationToken).ConfigureAwait(false);
        if (code == ExitCode.Done)
        {
            SayReady(folder, weights, source);
        }

        return code;
    }

    private async Task<WeightsFile> GetAsync(OfficialModel model, WeightsSource source, string downloads, CancellationToken cancellationToken)
    {
        Say($"{model.Name}: {model.Variant}, trained on {model.TrainingData}; licence: {model.Licence}");
        Say($"{model.Name}: {(source.IsAddress ? $"an estimated {Gigabytes(model.EstimatedBytes)} to {Gigabytes(model.EstimatedBytesAtMost)} GB " : "")}from {source.Origin}");
        try
        {
            var weights = await DownloadView.ShowAsync(model.Name, progress => source.GetAsync(downloads, download, progress, cancellationToken)).ConfigureAwait(false);
            Say($"{model.Name}: sha256 {weights.Sha256}");
            return weights;
        }
        catch (OperationCanceledException) when (source.IsAddress)
        {
            Say($"{model.Name}: what has arrived is kept; the same command continues");
            throw;
        }
    }

    private void SayReady(string folder, WeightsFile weights, WeightsSource source)
    {
        Say($"{Shown(folder)} is ready.");
        if (source.IsAddress)
        {
            Say($"The download is no longer needed: {Shown(weights.Path)} ({Gigabytes(new FileInfo(weights.Path).Length)} GB)");
        }

        Say($"Next: glip detect PICTURE --model {Shown(folder)} --prompt \"person. red car.\" --draw found");
    }

    private void Say(string line) => output.WriteLine(line);

    private static string Gigabytes(long bytes) => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A path as the user would type it.</summary>
    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
