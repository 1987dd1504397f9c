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
    public Prompt? Read(YamlValue? value, float enterThreshold, float leaveThreshold)
    {
        if (value is null)
        {
            return null;
        }

        var phrases = Phrases(value);
        try
        {
            return new Prompt(phrases.Select(phrase => Sought(phrase, enterThreshold, leaveThreshold)).OfType<SoughtPhrase>().ToList());
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

    private static SoughtPhrase? Sought((string? Text, YamlValue Value) phrase, float enterThreshold, float leaveThreshold)
    {
        var text = phrase.Text;
        if (text is null && phrase.Value.IsText)
        {
            text = phrase.Value.Text();
        }
        else if (text is null)
        {
            (text, enterThreshold, leaveThreshold) = Detailed(phrase.Value.Section(), enterThreshold, leaveThreshold);
        }

        return text is null ? null : new SoughtPhrase(new Phrase(text), enterThreshold, leaveThreshold);
    }

    private static (string? Text, float Enter, float Leave) Detailed(YamlSection section, float enterThreshold, float leaveThreshold)
    {
        var text = section.Required("phrase", "the words that are sought")?.Text();
        var enter = (float?)section.Optional("enter_threshold")?.Number(0.01, 1) ?? enterThreshold;
        var leave = (float?)section.Optional("leave_threshold")?.Number(0.01, 1) ?? Math.Min(leaveThreshold, enter);
        section.RefuseOthers();
        return (text, enter, leave);
    }
}
