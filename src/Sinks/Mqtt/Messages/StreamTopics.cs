namespace Glip.Sinks;

/// <summary>Every topic of a stream: those that the program writes, with their properties, and those that control it, as names.</summary>
public sealed class StreamTopics
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    private readonly string _root;

    /// <param name="prefix">A checked prefix.</param>
    /// <param name="stream">Name of the stream.</param>
    internal StreamTopics(string prefix, string stream)
    {
        _root = $"{prefix}/{stream}";
        Stream = stream;
    }

    /// <summary>Name of the stream.</summary>
    public string Stream { get; }

    /// <summary>How the stream is doing: <see cref="StreamStatusMessage"/>.</summary>
    public MqttTopic Status => Json("status") with { Retain = true };

    /// <summary>Events of all types.</summary>
    public MqttTopic Events => Json("events") with { Expiry = s_day };

    /// <summary>The prompt in force: <see cref="PromptStateMessage"/>.</summary>
    public MqttTopic PromptState => Json("prompt/state") with { Retain = true };

    /// <summary>Whether the stream is switched on: <see cref="PlainState.OnOff"/>.</summary>
    public MqttTopic EnabledState => Text("enabled/state");

    /// <summary>Control messages that were refused: <see cref="ControlErrorMessage"/>.</summary>
    public MqttTopic Errors => Json("errors") with { Expiry = TimeSpan.FromHours(1) };

    /// <summary>The picture that somebody asked for.</summary>
    public MqttTopic Snapshot => Jpeg("snapshot") with { Expiry = TimeSpan.FromMinutes(1) };

    public string PromptSet => Name("prompt/set");

    public string EnabledSet => Name("enabled/set");

    public string SnapshotRequest => Name("snapshot/request");

    /// <summary>Whether anything is counted for a phrase: <see cref="PlainState.OnOff"/>.</summary>
    public MqttTopic Active(string slug) => Text($"phrase/{slug}/active");

    /// <summary>How many open events have the phrase active: <see cref="PlainState.Number(int)"/>.</summary>
    public MqttTopic Count(string slug) => Text($"phrase/{slug}/count");

    /// <summary>The same for those in a zone.</summary>
    public MqttTopic Count(string zone, string slug) => Text($"zone/{zone}/phrase/{slug}/count");

    /// <summary>Best picture of the latest event that the phrase leads.</summary>
    public MqttTopic PhraseSnapshot(string slug) => Jpeg($"phrase/{slug}/snapshot") with { Retain = true, Expiry = 7 * s_day };

    /// <summary>The enter threshold in force: <see cref="PlainState.Number(float)"/>.</summary>
    public MqttTopic ThresholdState(string slug) => Text($"phrase/{slug}/threshold/state");

    public string ThresholdSet(string slug) => Name($"phrase/{slug}/threshold/set");

    /// <summary>What to subscribe to: the exact control topics, no wildcards.</summary>
    /// <param name="slugs">Of the phrases that are sought.</param>
    public IReadOnlyList<string> Controls(IEnumerable<string> slugs) => [PromptSet, EnabledSet, SnapshotRequest, .. slugs.Select(ThresholdSet)];

    private string Name(string rest) => $"{_root}/{rest}";

    /// <summary>States of one word are kept by the broker.</summary>
    private MqttTopic Text(string rest) => new(Name(rest)) { Retain = true };

    private MqttTopic Json(string rest) => new(Name(rest)) { ContentType = MqttContent.Json };

    private MqttTopic Jpeg(string rest) => new(Name(rest)) { ContentType = MqttContent.Jpeg };
}
