using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Inference;

/// <summary>Turns prompts into captions and captions into text features.</summary>
internal sealed class TextEncoder : IDisposable
{
    private readonly ModelManifest.TextRules _rules;
    private readonly IGraph _graph;
    private readonly WordPieceTokenizer _tokenizer;
    private readonly ClosedVocabulary? _vocabulary;
    private readonly Dictionary<string, WeakReference<EncodedChunk>> _chunks = new(StringComparer.Ordinal);

    public TextEncoder(ModelPackage package, IGraph graph)
    {
        _rules = package.Manifest.Text;
        _graph = graph;
        _tokenizer = WordPieceTokenizer.Load(package.VocabularyPath, _rules.Lowercase);
        _vocabulary = _rules.UnknownPhrases == UnknownPhrases.Reject
            ? ClosedVocabulary.Load(package.PathOf("vocabulary.json"), package.Manifest.Name)
            : null;
    }

    /// <summary>Number of phrases that a closed vocabulary holds; null when any phrase may be asked for.</summary>
    public int? KnownPhrases => _vocabulary?.Count;

    /// <summary>Decoys stand behind the phrases, in the same captions where there is room: each takes a few tokens more, and a caption more than fits takes the head's time again.</summary>
    /// <returns>The prompt as the model looks for it: without those standing decoys that a closed vocabulary does not hold.</returns>
    /// <exception cref="PromptException">A phrase is unknown to a closed vocabulary, too long, or has nothing that the model can read.</exception>
    public EncodedPrompt Encode(Prompt wanted)
    {
        var prompt = Known(wanted);
        ImmutableArray<Phrase> phrases = [.. prompt.Phrases.Select(sought => sought.Phrase), .. prompt.Decoys];
        var chunks = ImmutableArray.CreateBuilder<EncodedChunk>();
        var next = 0;
        foreach (var caption in CaptionChunks.Encode(_tokenizer, [.. phrases.Select(phrase => phrase.Text)], _rules.Separator, _rules.MaxTokens))
        {
            chunks.Add(Once(caption, phrases.Slice(next, caption.PhraseTokens.Length)));
            next += caption.PhraseTokens.Length;
        }

        return new EncodedPrompt(prompt, chunks.ToImmutable());
    }

    public void Dispose() => _graph.Dispose();

    private Prompt Known(Prompt prompt)
    {
        if (_vocabulary is null)
        {
            return prompt;
        }

        foreach (var phrase in prompt.Phrases.Select(sought => sought.Phrase).Concat(prompt.HasStandingDecoys ? [] : prompt.Decoys))
        {
            _vocabulary.Check(phrase);
        }

        return prompt.WithDecoys(prompt.Decoys.Where(_vocabulary.Knows));
    }

    /// <summary>Streams with the same phrases share one set of features, for as long as one of them uses it.</summary>
    private EncodedChunk Once(EncodedCaption caption, ImmutableArray<Phrase> phrases)
    {
        var key = string.Join('\n', phrases.Select(phrase => phrase.Text));
        lock (_chunks)
        {
            if (_chunks.TryGetValue(key, out var known) && known.TryGetTarget(out var chunk))
            {
                return chunk;
            }

            chunk = Run(caption, phrases);
            foreach (var (unused, _) in _chunks.Where(entry => !entry.Value.TryGetTarget(out _)).ToList())
            {
                _chunks.Remove(unused);
            }

            _chunks[key] = new(chunk);
            return chunk;
        }
    }

    private EncodedChunk Run(EncodedCaption caption, ImmutableArray<Phrase> phrases)
    {
        var tokens = caption.InputIds.Length;
        var mask = new long[tokens];
        Array.Fill(mask, 1);
        using var inputs = new TensorSet
        {
            ["input_ids"] = Tensor.Over<long>(caption.InputIds, 1, tokens),
            ["attention_mask"] = Tensor.Over<long>(mask, 1, tokens),
        };
        using var outputs = _graph.Run(inputs, CancellationToken.None);
        var features = outputs.ToDictionary(
            output => output.Key, output => (output.Value.Elements<float>().ToArray(), output.Value.Shape), StringComparer.Ordinal);
        return new EncodedChunk(phrases, tokens, caption.PhraseMap(), features);
    }
}
