using Glip.Core;

namespace Glip.Host;

/// <summary>Reads prompts: a name, a text, or a list of phrases.</summary>
internal sealed class PromptReader
{
    private readonly Dictionary<string, YamlValue> _named = new(StringComparer.Ordinal);

    /// <param name="prompts">Named prompts, if there are any.</param>
    public PromptReader(YamlSection? prompts)
    {
        foreach (var (name, value) in prompts?.Entries() ?? [])
        {
            var section = value.Section();
            if (section.Required("phrases", "a list of phrases") is { } phrases)
            {
                _named[name] = phrases;
            }

            section.RefuseOthers();
        }
    }

    /// <summary>The prompt of a stream; null when it is wrong, which was noted then.</summary>
    public Prompt? Read(YamlValue? value, SoughtDefaults defaults)
    {
        if (value is null)
        {
            return null;
        }

        var phrases = Phrases(value);
        try
        {
            return new Prompt(phrases.Select(phrase => Sought(phrase, defaults)).OfType<SoughtPhrase>().ToList());
        }
        catch (PromptException e)
        {
            value.Problem($"is refused: {e.Message}");
            return null;
        }
    }

    private IReadOnlyList<(string? Text, YamlValue Value)> Phrases(YamlValue value)
    {
        if (value.IsText && value.Text() is { } text)
        {
            if (_named.TryGetValue(text, out var named))
            {
                return Phrases(named);
            }

            if (!text.Contains('.', StringComparison.Ordinal) && !text.Contains(';', StringComparison.Ordinal) && NearestName.Of(text, _named.Keys) is { } nearest)
            {
                value.Problem($"is '{text}', which is not a name below prompts (nearest: '{nearest}'); for a phrase of that name write '{text}.'");
            }

            return [.. PromptText.Split(text).Select(part => ((string?)part, value))];
        }

        return [.. value.List().Select(item => ((string?)null, item))];
    }

    private static SoughtPhrase? Sought((string? Text, YamlValue Value) phrase, SoughtDefaults defaults)
    {
        if (phrase.Text is null && !phrase.Value.IsText)
        {
            return PhraseReader.Read(phrase.Value.Section(), defaults);
        }

        var text = phrase.Text ?? phrase.Value.Text();
        return text is null ? null : new SoughtPhrase(new Phrase(text), defaults.EnterThreshold, defaults.LeaveThreshold);
    }
}
