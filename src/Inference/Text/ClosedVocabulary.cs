using System.Text.Json;
using Glip.Core;

namespace Glip.Inference;

/// <summary>The phrases of a model that does not understand others.</summary>
internal sealed class ClosedVocabulary
{
    private const long MaxBytes = 16 << 20;
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly string _modelName;
    private readonly HashSet<string> _phrases;
    private readonly HashSet<string> _articles;
    private readonly NearestPhrases _nearest;

    private ClosedVocabulary(string modelName, VocabularyFile file)
    {
        _modelName = modelName;
        _phrases = new(file.Phrases, StringComparer.Ordinal);
        _articles = new(file.Articles, StringComparer.Ordinal);
        _nearest = new(file.Phrases, file.Classes);
    }

    /// <summary>Number of phrases that are known.</summary>
    public int Count => _phrases.Count;

    /// <summary>Reads <c>vocabulary.json</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="modelName">Name of the model in messages.</param>
    /// <exception cref="ModelContractException">The file cannot be read, is too large, or is not a vocabulary.</exception>
    public static ClosedVocabulary Load(string path, string modelName)
    {
        try
        {
            var bytes = new FileInfo(path).Length;
            return bytes > MaxBytes
                ? throw new ModelContractException($"vocabulary '{path}' has {bytes} bytes; expected at most {MaxBytes}")
                : new(modelName, Read(path));
        }
        catch (JsonException e)
        {
            throw new ModelContractException($"vocabulary '{path}' is not valid: {e.Message}; expected an object with the string lists phrases, classes, articles", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelContractException($"vocabulary '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Whether the model knows a phrase, without regard to case and one article in front.</summary>
    public bool Knows(Phrase phrase)
    {
        var words = phrase.Text.ToLowerInvariant();
        return _phrases.Contains(words) || _phrases.Contains(WithoutArticle(words));
    }

    /// <summary>Accepts a phrase that the model knows, without regard to case and one article in front.</summary>
    /// <exception cref="PromptException">The model does not know the phrase; the message names the nearest that it knows.</exception>
    public void Check(Phrase phrase)
    {
        if (!Knows(phrase))
        {
            var nearest = string.Join(", ", _nearest.To(WithoutArticle(phrase.Text.ToLowerInvariant())).Select(known => $"'{known}'"));
            throw new PromptException("unknown_phrase", phrase.Text,
                $"phrase '{phrase}' is not known to the model '{_modelName}'; nearest: {nearest}; use an open-vocabulary model (GLIP) for free phrases");
        }
    }

    private static VocabularyFile Read(string path)
    {
        using var stream = File.OpenRead(path);
        var file = JsonSerializer.Deserialize<VocabularyFile>(stream, s_json);
        return file is { Phrases.Length: > 0 } && file.Phrases.Concat(file.Classes).Concat(file.Articles).All(name => !string.IsNullOrEmpty(name))
            ? file
            : throw new JsonException("a list of phrases or one of the names is empty");
    }

    private string WithoutArticle(string words)
    {
        var blank = words.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && _articles.Contains(words[..blank]) ? words[(blank + 1)..] : words;
    }

    private sealed record VocabularyFile(string[] Phrases, string[] Classes, string[] Articles);
}
