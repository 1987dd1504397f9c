using System.Diagnostics.CodeAnalysis;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>What is looked for at present. One per stream; all its objects share it.</summary>
internal sealed class Lookout
{
    private Dictionary<Phrase, SoughtPhrase> _sought;

    public Lookout(Prompt prompt, StreamRegions regions, EventOptions options) => Change(prompt, regions, options);

    public int PromptVersion { get; private set; }

    public StreamRegions Regions { get; private set; }

    /// <summary>When something is told.</summary>
    public EventOptions Options { get; private set; }

    [MemberNotNull(nameof(_sought), nameof(Regions), nameof(Options))]
    public void Change(Prompt prompt, StreamRegions regions, EventOptions options)
    {
        _sought = prompt.Phrases.ToDictionary(sought => sought.Phrase);
        PromptVersion = prompt.Version;
        Regions = regions;
        Options = options;
    }

    /// <summary>The phrase as it is sought now; null when it is not, as in frames that were analysed before a change.</summary>
    public SoughtPhrase? Find(Phrase phrase) => _sought.GetValueOrDefault(phrase);
}
