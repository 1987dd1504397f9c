using Glip.Core;

namespace Glip.Sinks.Tests;

/// <summary>The stream of the contract's examples.</summary>
internal static class WireSamples
{
    public static readonly ThresholdDefaults Defaults = new(0.5f, 0.35f);

    public static ModelIdentity Model => Samples.File.Model;

    public static GlipTopics Topics { get; } = new("glip", "nvr1");

    public static StreamTopics FrontDoor { get; } = Topics.Of("front_door");

    public static EventStream Camera { get; } = new("nvr1", "front_door", null, Model);

    public static SoughtPhrase Person { get; } = new(new("person"), 0.5f, 0.4f);

    public static SoughtPhrase RedCoat { get; } = new(new("person in a red coat"), 0.45f, 0.35f);

    public static SoughtPhrase Dog { get; } = new(new("dog"), 0.5f, 0.4f);

    public static Prompt Prompt { get; } = new([Person, RedCoat, Dog], 7);

    /// <summary>A time of day on the day of the examples.</summary>
    public static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-11-21T{time}Z", System.Globalization.CultureInfo.InvariantCulture);
}
