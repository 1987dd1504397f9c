using YamlDotNet.RepresentationModel;

namespace Glip.Host;

/// <summary>A group of keys in a configuration file. It learns the keys that exist from being asked for them.</summary>
internal sealed class YamlSection(YamlMappingNode node, string path, YamlProblems problems)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public long Line => node.Start.Line;

    /// <summary>Names of the keys that are there.</summary>
    public IEnumerable<(string Name, YamlValue Value)> Entries() =>
        node.Children.Select(child => (NameOf(child.Key), new YamlValue(child.Value, PathOf(NameOf(child.Key)), problems)));

    /// <summary>The value of a key; null when it is not there.</summary>
    public YamlValue? Optional(string key)
    {
        _known.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? new YamlValue(value, PathOf(key), problems) : null;
    }

    /// <summary>The value of a key; noted as a problem when it is not there.</summary>
    public YamlValue? Required(string key, string expectation)
    {
        var value = Optional(key);
        if (value is null)
        {
            problems.Add(Line, $"{PathOf(key)} is missing; expected {expectation}");
        }

        return value;
    }

    /// <summary>Notes every key that nobody asked for. To be called last.</summary>
    public void RefuseOthers()
    {
        foreach (var key in node.Children.Keys)
        {
            var name = NameOf(key);
            if (!_known.Contains(name))
            {
                var nearest = NearestName.Of(name, _known) is { } near ? $"nearest: '{near}'" : $"expected one of: {string.Join(", ", _known)}";
                problems.Add(key.Start.Line, $"{PathOf(name)} is not a known key; {nearest}");
            }
        }
    }

    private static string NameOf(YamlNode key) => (key as YamlScalarNode)?.Value ?? string.Empty;

    private string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";
}
