using Glip.Sinks;

namespace Glip.Host;

/// <summary>Shows what comes from a broker. Texts are those of others: they may hold control characters.</summary>
internal interface IWatchView
{
    /// <summary>Whether it shows how streams and programs are doing.</summary>
    bool WantsStates { get; }

    void Show(WatchedMessage message);

    /// <summary>Something about the numbers of a stream.</summary>
    void Note(string stream, SequenceFinding finding);

    /// <summary>Something is wrong with what came.</summary>
    void Warn(string line);

    /// <summary>The connection is another one, or has another reason to be none.</summary>
    void Link(MqttLinkStatus status);

    /// <param name="name">A checked name.</param>
    /// <param name="status">Null when the stream is gone.</param>
    void Stream(string name, WatchedStatus? status);

    /// <param name="name">A checked name.</param>
    /// <param name="state">Null when the program is gone.</param>
    void Instance(string name, string? state);
}
