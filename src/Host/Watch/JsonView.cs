using Glip.Sinks;

namespace Glip.Host;

/// <summary>Each event once, as it came, on a line of its own; everything else on standard error.</summary>
/// <param name="broker">Whose events they are.</param>
/// <param name="output">For events.</param>
/// <param name="errors">For everything else.</param>
/// <param name="isTerminal">Then characters that a terminal would obey are written as JSON's escapes, which is the same JSON.</param>
internal sealed class JsonView(MqttAddress broker, TextWriter output, TextWriter errors, bool isTerminal) : IWatchView
{
    public bool WantsStates => false;

    public void Show(WatchedMessage message)
    {
        if (message.IsRepeat)
        {
            Warn(FormattableString.Invariant($"duplicate: message {message.Event.Seq} of {message.Stream} came again"));
            return;
        }

        // Between members JSON may have line ends and tabs, inside of texts it may not.
        var line = System.Text.Encoding.UTF8.GetString(message.Payload.Span).Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
        output.WriteLine(isTerminal ? SafeText.Of(line) : line);
    }

    public void Note(string stream, SequenceFinding finding)
    {
        foreach (var line in finding.Lines(stream))
        {
            Warn(line);
        }
    }

    public void Warn(string line) => errors.WriteLine($"glip: {SafeText.Of(line)}");

    public void Link(MqttLinkStatus status) => Warn(LinkWords.Of(broker, status));

    public void Stream(string name, WatchedStatus? status)
    {
        // No event.
    }

    public void Instance(string name, string? state)
    {
        // No event.
    }
}
