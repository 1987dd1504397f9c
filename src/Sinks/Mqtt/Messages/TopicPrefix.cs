using Glip.Core;

namespace Glip.Sinks;

/// <summary>What stands before all topics of one kind: one or more levels, such as <c>glip</c> or <c>site/house</c>.</summary>
public static class TopicPrefix
{
    private const int MaxLength = 200;

    /// <summary>The same prefix, when it is one.</summary>
    /// <exception cref="ConfigurationException">It is empty, too long, begins with <c>$</c>, has an empty level, or holds characters that no topic may have.</exception>
    public static string Check(string prefix) => Problem(prefix) is { } problem
        ? throw new ConfigurationException($"the topic prefix '{Shown(prefix)}' {problem}; expected one or more levels such as 'glip' or 'site/glip'")
        : prefix;

    private static string? Problem(string prefix) => prefix switch
    {
        "" => "is empty",
        { Length: > MaxLength } => $"has {prefix.Length} characters, more than {MaxLength}",
        ['$', ..] => "begins with '$', which is the broker's own",
        _ when prefix.AsSpan().ContainsAny('+', '#') => "holds '+' or '#', which stand for other topics",
        _ when !PayloadText.IsClean(prefix) => "holds characters that no topic may have",
        _ when prefix.Split('/').Any(level => level.Length == 0) => "has an empty level",
        _ => null,
    };

    private static string Shown(string prefix) => PayloadText.Shown(prefix);
}
