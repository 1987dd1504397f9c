namespace Glip.Sinks.Tests;

/// <summary>Whether a subscription brings the messages of a topic.</summary>
/// <remarks>Source: MQTT 5, 4.7.</remarks>
internal static class TopicFilter
{
    public static bool Matches(string filter, string topic)
    {
        var (wanted, levels) = (filter.Split('/'), topic.Split('/'));
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] == "#")
            {
                return true;
            }

            if (i == levels.Length || (wanted[i] != "+" && wanted[i] != levels[i]))
            {
                return false;
            }
        }

        return wanted.Length == levels.Length;
    }
}
