using Glip.Core;

namespace Glip.Sinks;

/// <summary>The entities of phrases: whether and how many there are, the picture, the threshold.</summary>
internal static class PhraseComponents
{
    public static void Write(ComponentWriter writer, DiscoveredStream stream)
    {
        var topics = stream.Topics.Of(stream.Stream);
        foreach (var (phrase, _, _) in stream.Prompt.Phrases)
        {
            WriteActive(writer, topics, phrase);
            WriteCount(writer, topics, phrase);
            WriteImage(writer, topics, phrase);
            if (stream.Control)
            {
                WriteThreshold(writer, topics, phrase);
            }
        }

        foreach (var slug in stream.Removed.Except(stream.Prompt.Phrases.Select(sought => sought.Phrase.Slug), StringComparer.Ordinal))
        {
            WriteRemoved(writer, slug, stream.Control);
        }
    }

    private static void WriteActive(ComponentWriter writer, StreamTopics topics, Phrase phrase) =>
        writer.Write($"{phrase.Slug}_active", "binary_sensor", phrase.Text, phrase.Slug, () =>
        {
            writer.Json.WriteString("device_class", "occupancy");
            writer.Json.WriteString("state_topic", topics.Active(phrase.Slug).Name);
            writer.WriteAvailability(withStream: true);
        });

    private static void WriteCount(ComponentWriter writer, StreamTopics topics, Phrase phrase) =>
        writer.Write($"{phrase.Slug}_count", "sensor", $"{phrase} count", $"{phrase.Slug}_count", () =>
        {
            writer.Json.WriteString("icon", "mdi:counter");
            writer.Json.WriteString("state_class", "measurement");
            writer.Json.WriteString("state_topic", topics.Count(phrase.Slug).Name);
            writer.WriteAvailability(withStream: true);
        });

    private static void WriteImage(ComponentWriter writer, StreamTopics topics, Phrase phrase) =>
        writer.Write($"{phrase.Slug}_image", "image", $"{phrase} snapshot", phrase.Slug, () =>
        {
            writer.Json.WriteString("image_topic", topics.PhraseSnapshot(phrase.Slug).Name);
            writer.Json.WriteString("content_type", MqttContent.Jpeg);
        });

    private static void WriteThreshold(ComponentWriter writer, StreamTopics topics, Phrase phrase) =>
        writer.Write($"{phrase.Slug}_threshold", "number", $"{phrase} threshold", $"{phrase.Slug}_threshold", () =>
        {
            writer.Json.WriteString("entity_category", "config");
            writer.Json.WriteString("command_topic", topics.ThresholdSet(phrase.Slug));
            writer.Json.WriteString("state_topic", topics.ThresholdState(phrase.Slug).Name);
            writer.Json.WriteNumber("min", 0.01);
            writer.Json.WriteNumber("max", 1);
            writer.Json.WriteNumber("step", 0.01);
            writer.Json.WriteString("mode", "box");
        });

    private static void WriteRemoved(ComponentWriter writer, string slug, bool control)
    {
        writer.WriteRemoved($"{slug}_active", "binary_sensor");
        writer.WriteRemoved($"{slug}_count", "sensor");
        writer.WriteRemoved($"{slug}_image", "image");
        if (control)
        {
            writer.WriteRemoved($"{slug}_threshold", "number");
        }
    }
}
