using System.Globalization;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Connects to the broker as the program would, listens to the control topics for a moment, and says what was found.</summary>
/// <param name="configuration">Names a broker.</param>
/// <param name="clock">Measures how long it takes.</param>
internal sealed class BrokerCheck(GlipConfiguration configuration, TimeProvider clock)
{
    /// <summary>Looks at it. What cannot be reached is a finding, not an error.</summary>
    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        var broker = configuration.Broker!;
        var options = new MqttOptions { Address = broker.Address, Tls = broker.Tls, ClientId = $"glip-{configuration.Instance}-check" };
        try
        {
            var since = clock.GetTimestamp();
            await using var connection = await new MqttConnector(options, clock).ConnectAsync(cancellationToken).ConfigureAwait(false);
            var time = clock.GetElapsedTime(since);
            var advice = await ListenAsync(connection, broker, cancellationToken).ConfigureAwait(false);
            await connection.DisconnectAsync(cancellationToken).ConfigureAwait(false);
            var version = connection.Version == MqttVersion.V5 ? "MQTT 5" : "MQTT 3.1.1: messages carry no properties and no expiry";
            return new("broker", string.Create(CultureInfo.InvariantCulture, $"{broker.Address} accepts this program after {time.TotalMilliseconds:0} ms; {version}"), null, advice);
        }
        catch (GlipException e)
        {
            return new("broker", string.Empty, e.Message, []);
        }
    }

    private async Task<IReadOnlyList<string>> ListenAsync(IMqttConnection connection, BrokerConfiguration broker, CancellationToken cancellationToken)
    {
        if (!broker.Control)
        {
            return [];
        }

        var topics = new GlipTopics(broker.Prefix, configuration.Instance);
        string[] filters = [.. configuration.Streams.Select(stream => topics.Of(stream.Id).PromptSet)];
        var answers = await connection.SubscribeAsync(filters, cancellationToken).ConfigureAwait(false);
        return [.. answers.Where(answer => !answer.IsAccepted).Select(answer => $"nothing can be set there: {answer.Text}; allow it, or set mqtt.control: false")];
    }
}
