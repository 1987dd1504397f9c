using System.Text.Json;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>The background statistics of a stream on disk: <c>background/STREAM.json</c> below the data folder, replaced as a whole.</summary>
/// <param name="path">The file.</param>
internal sealed class BackgroundFile(string path)
{
    private const long MostBytes = 4 << 20;
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static BackgroundFile Of(string dataFolder, string streamId) => new(Path.Combine(dataFolder, "background", $"{streamId}.json"));

    /// <summary>Reads it; null when there is none, or none that fits. One that is damaged is put aside under another name.</summary>
    /// <param name="modelSha256">The model in use; statistics of another one are begun anew.</param>
    /// <param name="warn">Told in one line of a damaged file.</param>
    public BackgroundStatistics? Read(string modelSha256, Action<string> warn)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var known = new FileInfo(path).Length <= MostBytes ? JsonSerializer.Deserialize<BackgroundStatistics>(File.ReadAllBytes(path), s_json) : null;
            return known is { IsValid: true } ? known.ModelSha256 == modelSha256 ? known : null : throw new JsonException("counts are missing or of another form");
        }
        catch (JsonException e)
        {
            warn($"background statistics '{path}' are damaged ({e.Message.TrimEnd('.')}); kept as '{Path.GetFileName(path)}.damaged', and begun anew");
            File.Move(path, path + ".damaged", overwrite: true);
            return null;
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            warn($"background statistics '{path}' cannot be read ({e.Message.TrimEnd('.')}); begun anew");
            return null;
        }
    }

    /// <exception cref="UnavailableException">It cannot be written.</exception>
    public Task WriteAsync(BackgroundStatistics statistics, CancellationToken cancellationToken) =>
        OutputFile.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(statistics, s_json), cancellationToken);
}
