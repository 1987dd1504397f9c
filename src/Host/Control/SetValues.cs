using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Host;

/// <summary>
/// Prompts and switches that were set while the program runs. Each stands in the place of the one in the configuration file until that is changed,
/// also after the program was started again. Thresholds that were set count as they are: no file of thresholds raises them.
/// </summary>
/// <param name="memory">Keeps them.</param>
internal sealed class SetValues(RunMemory memory)
{
    /// <summary>Whether the prompt of a stream is that of the configuration file.</summary>
    public bool IsFromFile(string streamId) => memory.Of(streamId).Prompt is null;

    /// <summary>A stream with a prompt that was set.</summary>
    public static StreamConfiguration With(StreamConfiguration stream, Prompt prompt) => stream.WithPrompt(prompt) with { Calibration = null };

    /// <summary>Takes note of a prompt that was accepted.</summary>
    /// <param name="configured">The stream of the configuration file.</param>
    /// <param name="prompt">Its prompt from now on.</param>
    public void Keep(StreamConfiguration configured, Prompt prompt)
    {
        var set = new SetPromptMemory(ConfigurationView.Identity(configured.Prompt), [.. prompt.Phrases.Select(PhraseMemory.Of)]);
        memory.Change(configured.Id, known => known with { Prompt = set });
    }

    /// <summary>Takes note of a switch.</summary>
    /// <param name="configured">The stream of the configuration file.</param>
    /// <param name="on">Whether it runs from now on.</param>
    public void Keep(StreamConfiguration configured, bool on) =>
        memory.Change(configured.Id, known => known with { Enabled = on == configured.Enabled ? null : new(configured.Enabled, on) });

    /// <summary>A stream of a configuration file with what was set, unless the file says something else than then, or lacks a zone that is needed.</summary>
    public StreamConfiguration Apply(StreamConfiguration configured)
    {
        var known = memory.Of(configured.Id);
        var stream = known.Enabled is { } enabled && enabled.Instead == configured.Enabled ? configured with { Enabled = enabled.On } : configured;
        return Restore(configured) is { } prompt ? With(stream, prompt) : stream;
    }

    /// <summary>Forgets what does not count in a configuration.</summary>
    public void Clean(GlipConfiguration configuration)
    {
        foreach (var stream in configuration.Streams)
        {
            memory.Change(stream.Id, known => known with
            {
                Prompt = Restore(stream) is null ? null : known.Prompt,
                Enabled = known.Enabled?.Instead == stream.Enabled ? known.Enabled : null,
            });
        }
    }

    /// <summary>The prompt that was set and still counts; null for none.</summary>
    private Prompt? Restore(StreamConfiguration configured)
    {
        if (memory.Of(configured.Id).Prompt is not { } set || set.Instead != ConfigurationView.Identity(configured.Prompt))
        {
            return null;
        }

        try
        {
            ImmutableArray<SoughtPhrase> phrases = [.. set.Phrases.Select(phrase => phrase.Restore())];
            var zones = configured.Regions.Zones.Select(zone => zone.Name).ToHashSet(StringComparer.Ordinal);
            return phrases.SelectMany(sought => sought.Zones).All(zones.Contains) ? new Prompt(phrases).WithDecoysOf(configured.Prompt) : null;
        }
        catch (PromptException)
        {
            return null; // somebody edited the file
        }
    }
}
