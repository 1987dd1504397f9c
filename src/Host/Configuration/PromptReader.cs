using Glip.Core;

namespace Glip.Host;

/// <summary>Reads prompts: a name, a text, a list of phrases, or phrases with decoys.</summary>
internal sealed class PromptReader
{
    private readonly Dictionary<string, PromptSettings> _named = new(StringComparer.Ordinal);

    /// <param name="prompts">Named prompts, if there are any.</param>
    public PromptReader(YamlSection? prompts)
    {
        foreach (var (name, value) in prompts?.Entries() ?? [])
        {
            if (PromptSettings.Read(value.Section()) is { } settings)
            {
                _named[name] = settings;
            }
        }
    }

    /// <summary>The prompt of a stream; null when it is wrong, which was noted then.</summary>
    public Prompt? Read(YamlValue? value, SoughtDefaults defaults)
    {
        if (value is null || Settings(value) is not { } settings)
        {
            return null;
        }

        try
        {
            return settings.Complete(Phrases(settings.Phrases).Select(phrase => Sought(phrase, defaults)).OfType<SoughtPhrase>().ToList());
        }
        catch (PromptException e)
        {
            value.Problem($"is refused: {e.Message}");
            return null;
        }
    }

    private PromptSettings? Settings(YamlValue value)
    {
        if (value.IsGroup)
        {
            return PromptSettings.Read(value.Section());
        }

        return value.IsText && value.Text() is { } name && _named.TryGetValue(name, out var named) ? named : new PromptSettings(value);
    }

    private IReadOnlyList<(string? Text, YamlValue Value)> Phrases(YamlValue value)
    {
        if (value.IsText && value.Text() is { } text)
        {
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
