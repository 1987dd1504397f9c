using System.Text.Json;

namespace Glip.Sinks.Tests;

/// <summary>What a web server was sent.</summary>
/// <param name="Path">With its query.</param>
/// <param name="Connection">Which connection it came over.</param>
internal sealed record HookRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body, string Connection)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string this[string header] => Headers[header];
}
