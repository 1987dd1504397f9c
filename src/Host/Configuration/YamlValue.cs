using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Glip.Host;

/// <summary>One value of a configuration file, with its place in it. A value of the wrong kind is noted as a problem and read as absent.</summary>
internal sealed class YamlValue(YamlNode node, string path, YamlProblems problems)
{
    /// <summary>Where the value stands, such as <c>streams[0].fps</c>.</summary>
    public string Path { get; } = path;

    public long Line => node.Start.Line;

    public bool IsText => node is YamlScalarNode;

    public bool IsGroup => node is YamlMappingNode;

    /// <summary>The value as it stands, with <c>${…}</c> filled in.</summary>
    public string? Text()
    {
        if (node is not YamlScalarNode { Value: { } text })
        {
            Wrong("text");
            return null;
        }

        try
        {
            return Placeholders.Fill(text);
        }
        catch (FormatException e)
        {
            Problem(e.Message);
            return null;
        }
    }

    public double? Number(double least, double most)
    {
        var text = Text();
        if (text is null)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Problem(string.Create(CultureInfo.InvariantCulture, $"is '{text}'; expected a number from {least} to {most}"));
        return null;
    }

    public int? Integer(int least, int most)
    {
        var text = Text();
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Problem($"is '{text}'; expected a whole number from {least} to {most}");
        return null;
    }

    /// <summary>A size such as <c>256MiB</c>.</summary>
    public long? Bytes(long least, long most)
    {
        var text = Text();
        if (text is null)
        {
            return null;
        }

        if (ByteSizes.TryParse(text, out var bytes) && bytes >= least && bytes <= most)
        {
            return bytes;
        }

        Problem($"is '{text}'; expected a size with its unit from {ByteSizes.Write(least)} to {ByteSizes.Write(most)}, such as 64KiB, 256MiB, 2GiB");
        return null;
    }

    /// <summary>Text of a given form.</summary>
    /// <param name="pattern">A regular expression.</param>
    /// <param name="expected">The form in words.</param>
    public string? Match([StringSyntax(StringSyntaxAttribute.Regex)] string pattern, string expected)
    {
        var text = Text();
        if (text is null || Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
        {
            return text;
        }

        Problem($"is '{text}'; expected {expected}");
        return null;
    }

    public bool? Flag() => Choice(("true", true), ("false", false));

    public TimeSpan? Duration(TimeSpan least, TimeSpan most)
    {
        var text = Text();
        if (text is null)
        {
            return null;
        }

        if (Durations.TryParse(text, out var duration) && duration >= least && duration <= most)
        {
            return duration;
        }

        Problem($"is '{text}'; expected a time with its unit from {Durations.Write(least)} to {Durations.Write(most)}, such as 500ms, 10s, 2m, 1h");
        return null;
    }

    public T? Choice<T>(params (string Name, T Value)[] choices)
        where T : struct
    {
        var text = Text();
        foreach (var (name, value) in choices)
        {
            if (name == text)
            {
                return value;
            }
        }

        if (text is not null)
        {
            Problem($"is '{text}'; expected {string.Join(" or ", choices.Select(choice => choice.Name))}");
        }

        return null;
    }

    public IReadOnlyList<YamlValue> List()
    {
        if (node is YamlSequenceNode sequence)
        {
            return [.. sequence.Children.Select((child, i) => new YamlValue(child, $"{Path}[{i}]", problems))];
        }

        Wrong("a list");
        return [];
    }

    public YamlSection Section()
    {
        if (node is YamlMappingNode mapping)
        {
            return new YamlSection(mapping, Path, problems);
        }

        Wrong("keys with values");
        return new YamlSection(new YamlMappingNode(), Path, problems);
    }

    /// <summary>A relative path that stays below the folder that it starts at.</summary>
    public string? PathInside()
    {
        var inside = Text();
        if (inside is not null && (System.IO.Path.IsPathRooted(inside) || inside.Split('/').Any(part => part is "" or "." or "..") || inside.Contains('\0', StringComparison.Ordinal)))
        {
            Problem($"is '{inside}'; expected a relative path without '..', below the data folder");
        }

        return inside;
    }

    /// <summary>Notes that the value is wrong.</summary>
    /// <param name="message">Found and expected.</param>
    public void Problem(string message) => problems.Add(Line, $"{Path} {message}");

    private void Wrong(string expected) => Problem($"is {Kind()}; expected {expected}");

    private string Kind() => node switch
    {
        YamlMappingNode => "a group of keys",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: null or "" } => "empty",
        _ => "a single value",
    };
}
