using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Switches streams on and off as somebody who knows Frigate wishes.</summary>
/// <param name="topics">Of the connection.</param>
/// <param name="streams">The streams.</param>
/// <param name="states">Tells what is in force.</param>
/// <param name="log">Told of what is refused; Frigate has no topic for that.</param>
internal sealed class FrigateDesk(FrigateTopics topics, StreamSet streams, FrigateStates states, RunLog log)
{
    /// <summary>Does what a message asks for. Whatever it says, nothing comes out here.</summary>
    public async Task HandleAsync(MqttMessage message)
    {
        if (topics.Control(message.Topic) is not { } topic || View(topic) is not { } view)
        {
            return; // of a stream that is gone
        }

        if (await TryAsync(topic, message, view).ConfigureAwait(false) is { } problem)
        {
            log.Warn(topic.Stream, "a control message is refused", ("topic", topic.Name), ("reason", problem));
        }

        if (View(topic) is { } now && now.Settings.Enabled == view.Settings.Enabled)
        {
            states.Repeat(now);
        }
    }

    /// <returns>Why it was refused; null when it was done.</returns>
    private async Task<string?> TryAsync(ControlTopic topic, MqttMessage message, StreamView view)
    {
        var defaults = new ThresholdDefaults(view.Settings.Thresholds.Enter, view.Settings.Thresholds.Leave);
        var reading = ControlReader.Read(new ControlMessage(topic, message.Payload) { Retained = message.Retain }, view.Prompt, defaults);
        if (reading.Command is not EnabledCommand(var on))
        {
            return reading.Error!.Message;
        }

        try
        {
            await streams.Control.SwitchAsync(topic.Stream, on).ConfigureAwait(false);
            return null;
        }
        catch (GlipException e)
        {
            return e.Message;
        }
    }

    private StreamView? View(ControlTopic topic) => streams.Views().FirstOrDefault(view => view.Settings.Id == topic.Stream);
}
