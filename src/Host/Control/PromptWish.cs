using System.Globalization;
using Glip.Core;

namespace Glip.Host;

/// <summary>What may be asked of a prompt while it is in force.</summary>
internal static class PromptWish
{
    private const float Least = 0.01f;

    /// <param name="present">Number of the present prompt.</param>
    /// <param name="expected">Number that whoever wishes takes it to have; null when it does not matter.</param>
    /// <exception cref="PromptException">They differ.</exception>
    public static void CheckVersion(int present, int? expected)
    {
        if (expected is { } version && version != present)
        {
            throw new PromptException("version_conflict", null, string.Create(CultureInfo.InvariantCulture, $"the prompt has version {present}; expected {version}, as in if_version"));
        }
    }

    /// <summary>The prompt with another enter threshold for one phrase; the leave threshold keeps its distance as far as there is room.</summary>
    /// <param name="prompt">In force at present.</param>
    /// <param name="slug">Short name of the phrase.</param>
    /// <param name="enterThreshold">In [0.01, 1].</param>
    /// <exception cref="PromptException">The phrase is not sought, or the threshold is out of range.</exception>
    public static Prompt WithThreshold(Prompt prompt, string slug, float enterThreshold)
    {
        if (prompt.Phrases.All(sought => sought.Phrase.Slug != slug))
        {
            var slugs = prompt.Phrases.Select(sought => sought.Phrase.Slug).ToList();
            throw new PromptException("unknown_phrase", slug, $"phrase '{slug}' is not sought; expected one of: {string.Join(", ", slugs)}");
        }

        if (enterThreshold is not (>= Least and <= 1))
        {
            throw new PromptException("invalid_threshold", slug, string.Create(CultureInfo.InvariantCulture, $"the threshold of '{slug}' is {enterThreshold}; expected {Least} to 1"));
        }

        return prompt.With(prompt.Phrases.Select(sought => sought.Phrase.Slug == slug ? With(sought, enterThreshold) : sought));
    }

    private static SoughtPhrase With(SoughtPhrase sought, float enter) => sought with
    {
        EnterThreshold = enter,
        LeaveThreshold = Math.Max(Least, (float)((decimal)enter - ((decimal)sought.EnterThreshold - (decimal)sought.LeaveThreshold))),
    };
}
