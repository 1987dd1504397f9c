using System.Collections.Concurrent;
using Glip.Core;

namespace Glip.Host;

/// <summary>
/// Prompts that were set while the program runs. Each stands in the place of the one in the configuration file until that is changed. Its
/// thresholds count as they are: no file of thresholds raises them.
/// </summary>
internal sealed class SetPrompts
{
    private readonly ConcurrentDictionary<string, (Prompt FromFile, Prompt Set)> _prompts = new(StringComparer.Ordinal);

    /// <summary>Whether the prompt of a stream is that of the configuration file.</summary>
    public bool IsFromFile(string streamId) => !_prompts.ContainsKey(streamId);

    /// <summary>The prompt that the configuration file gives to a stream.</summary>
    public Prompt FromFile(StreamConfiguration stream) => _prompts.TryGetValue(stream.Id, out var known) ? known.FromFile : stream.Prompt;

    /// <summary>A stream with a prompt that was set.</summary>
    public static StreamConfiguration With(StreamConfiguration stream, Prompt prompt) => stream.WithPrompt(prompt) with { Calibration = null };

    /// <summary>Takes note of a prompt that was accepted.</summary>
    /// <param name="stream">The stream as it was before.</param>
    /// <param name="prompt">Its prompt from now on.</param>
    public void Keep(StreamConfiguration stream, Prompt prompt) => _prompts[stream.Id] = (FromFile(stream), prompt);

    /// <summary>A stream of a configuration file with the prompt that counts: the one that was set, unless the file has another one than then, or lacks a zone that it counts in.</summary>
    public StreamConfiguration Apply(StreamConfiguration configured) =>
        _prompts.TryGetValue(configured.Id, out var known) && Holds(known, configured) ? With(configured, known.Set) : configured;

    /// <summary>Forgets prompts that do not count in a configuration.</summary>
    public void Clean(GlipConfiguration configuration)
    {
        foreach (var (id, known) in _prompts)
        {
            if (configuration.Streams.FirstOrDefault(stream => stream.Id == id) is not { } stream || !Holds(known, stream))
            {
                _prompts.TryRemove(id, out _);
            }
        }
    }

    private static bool Holds((Prompt FromFile, Prompt Set) known, StreamConfiguration configured) =>
        ConfigurationView.SamePrompt(known.FromFile, configured.Prompt)
        && known.Set.Phrases.SelectMany(sought => sought.Zones).All(name => configured.Regions.Zones.Any(zone => zone.Name == name));
}
