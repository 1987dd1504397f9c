using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>One line an event on standard output; what is wrong on standard error.</summary>
/// <param name="broker">Whose events they are.</param>
/// <param name="output">For events and what their numbers say.</param>
/// <param name="errors">For everything else.</param>
/// <param name="hasColours">Whether lines are coloured.</param>
/// <param name="time">Tells the local time.</param>
internal sealed class LineView(MqttAddress broker, TextWriter output, TextWriter errors, bool hasColours, TimeProvider time) : IWatchView
{
    public bool WantsStates => false;

    public void Show(WatchedMessage message) => Write(WatchLines.Of(message, time), message switch
    {
        { IsRepeat: true } => WatchStyle.Faint,
        { Event.Type: EventType.Start } => WatchStyle.Green,
        { Event.Type: EventType.End } => WatchStyle.Faint,
        _ => WatchStyle.Plain,
    });

    public void Note(string stream, SequenceFinding finding)
    {
        foreach (var line in finding.Lines(stream))
        {
            Write(line, WatchStyle.Yellow);
        }
    }

    public void Warn(string line) => errors.WriteLine($"glip: {SafeText.Of(line)}");

    public void Link(MqttLinkStatus status) => Warn(LinkWords.Of(broker, status));

    public void Stream(string name, WatchedStatus? status)
    {
        // Lines are for events.
    }

    public void Instance(string name, string? state)
    {
        // Lines are for events.
    }

    private void Write(string line, WatchStyle style)
    {
        var safe = SafeText.Of(line);
        output.WriteLine(hasColours ? WatchColours.Of(safe, style) : safe);
    }
}
