using Glip.Sinks;

namespace Glip.Host;

/// <summary>What a topic of the board is to say.</summary>
internal sealed class BoardEntry
{
    /// <summary>Null when it is known that the broker keeps something there that is still right, or that goes away.</summary>
    public MqttMessage? Message { get; set; }

    /// <summary>Topics with a lower rank are sent first.</summary>
    public int Rank { get; set; }

    /// <summary>Shortest time between two messages.</summary>
    public TimeSpan Pace { get; set; }

    /// <summary>Whether the broker does not have it yet.</summary>
    public bool IsNew { get; set; }

    /// <summary>Whether it is to be taken away.</summary>
    public bool Goes { get; set; }

    /// <summary>Earliest time for the next message, as a timestamp of the clock.</summary>
    public long NotBefore { get; set; }
}
