using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Glip.Core;
using Glip.Sinks;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>Thresholds of a stream that rest on quiet footage, as they are in a file.</summary>
/// <param name="Version">Of the format: 1.</param>
/// <param name="WrittenAt">In UTC.</param>
/// <param name="Stream">Name of the stream.</param>
/// <param name="Model">Name of the model.</param>
/// <param name="ModelSha256">The model whose scores they are.</param>
/// <param name="FootageSeconds">Length of the footage.</param>
/// <param name="FalseAlarms">The rate that was wanted of each phrase.</param>
/// <param name="Phrases">One a phrase.</param>
internal sealed record CalibratedThresholds(
    [property: JsonRequired] int Version,
    DateTimeOffset WrittenAt,
    string Stream,
    string Model,
    [property: JsonRequired] string ModelSha256,
    double FootageSeconds,
    string FalseAlarms,
    [property: JsonRequired] ImmutableArray<CalibratedPhrase> Phrases)
{
    private const int PresentVersion = 1;
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static CalibratedThresholds Of(string stream, ModelIdentity model, AlarmRate wanted, IReadOnlyList<PhraseCalibration> phrases, DateTimeOffset now) => new(
        PresentVersion, now, stream, model.Name, model.Sha256, Math.Round(phrases[0].Footage.TotalSeconds, 1), wanted.ToString(),
        [.. phrases.Select(phrase => new CalibratedPhrase(
            phrase.Sought.Phrase.Text, phrase.Enter, phrase.Leave, phrase.Interval is { } interval ? [Math.Round(interval.Low, 4), Math.Round(interval.High, 4)] : null, phrase.Peaks))]);

    /// <summary>The stream with the thresholds of its file: of each phrase the higher one counts, that of the file or that of the configuration.</summary>
    /// <param name="stream">As configured.</param>
    /// <param name="model">The model in use; thresholds of another one do not count.</param>
    /// <param name="warn">Told in one line when the file is missing or does not fit.</param>
    /// <exception cref="ConfigurationException">The file cannot be read, or is no file of thresholds.</exception>
    public static StreamConfiguration Apply(StreamConfiguration stream, ModelIdentity model, Action<string> warn)
    {
        if (stream.Calibration is not { } settings)
        {
            return stream;
        }

        if (!File.Exists(settings.File))
        {
            warn($"not calibrated yet: '{settings.File}' is missing; 'glip calibrate' writes it");
            return stream;
        }

        var known = Read(settings.File);
        if (known.ModelSha256 != model.Sha256)
        {
            warn($"'{settings.File}' was made with another model ('{known.Model}') and is ignored; run 'glip calibrate' again");
            return stream;
        }

        var missing = stream.Prompt.Phrases.Where(sought => known.Of(sought) is null).Select(sought => $"'{sought.Phrase}'").ToList();
        if (missing.Count > 0)
        {
            warn($"'{settings.File}' has no threshold for {string.Join(", ", missing)}; run 'glip calibrate' again");
        }

        return stream.WithPrompt(stream.Prompt.With(stream.Prompt.Phrases.Select(known.Raised)));
    }

    /// <exception cref="ConfigurationException">The file cannot be read, or is no file of thresholds.</exception>
    public static CalibratedThresholds Read(string path)
    {
        try
        {
            var known = JsonSerializer.Deserialize<CalibratedThresholds>(File.ReadAllBytes(path), s_json);
            return known is { Version: PresentVersion, Phrases.IsDefault: false } && known.Phrases.All(phrase => phrase.IsValid)
                ? known
                : throw new JsonException("a threshold is out of range, or the version is another one");
        }
        catch (JsonException e)
        {
            throw new ConfigurationException($"'{path}' is no file of thresholds ({e.Message.TrimEnd('.')}); expected what 'glip calibrate' writes", e);
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            throw new ConfigurationException($"'{path}' cannot be read ({e.Message.TrimEnd('.')}); expected what 'glip calibrate' writes", e);
        }
    }

    /// <exception cref="UnavailableException">It cannot be written.</exception>
    public Task WriteAsync(string path, CancellationToken cancellationToken) => OutputFile.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(this, s_json), cancellationToken);

    private CalibratedPhrase? Of(SoughtPhrase sought) => Phrases.FirstOrDefault(phrase => string.Equals(phrase.Phrase, sought.Phrase.Text, StringComparison.OrdinalIgnoreCase));

    private SoughtPhrase Raised(SoughtPhrase sought) => Of(sought) is { } known && known.EnterThreshold > sought.EnterThreshold
        ? sought with { EnterThreshold = known.EnterThreshold, LeaveThreshold = known.LeaveThreshold }
        : sought;
}
