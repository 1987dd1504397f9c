using System.Collections.Immutable;
using System.Threading.Channels;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>A connection to a broker that has accepted it, until it ends. Safe for use by several threads.</summary>
public interface IMqttConnection : IAsyncDisposable
{
    MqttVersion Version { get; }

    /// <summary>Larger packets are refused here and never sent; null for what the protocol allows (256 MiB).</summary>
    long? MaximumPacketBytes { get; }

    /// <summary>What came for the subscriptions. Ends with the connection.</summary>
    ChannelReader<MqttMessage> Received { get; }

    /// <summary>Received messages for which there was no room.</summary>
    long ReceivedDropped { get; }

    /// <summary>Completes when the connection has ended, with the reason in one line.</summary>
    Task<string> Ended { get; }

    /// <summary>
    /// Sends a message. Messages go out in the order of the calls, without waiting for the answers to earlier ones; at most 32, or what
    /// the broker allows, are unacknowledged.
    /// </summary>
    /// <returns>The acknowledgement; for QoS 0 that it was handed to the network.</returns>
    /// <exception cref="ArgumentException">The topic is none that can be published to.</exception>
    /// <exception cref="UnavailableException">The connection ended before; the broker may have the message all the same.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for the answer any more; the message may still go out.</exception>
    Task<MqttAnswer> PublishAsync(MqttMessage message, CancellationToken cancellationToken);

    /// <summary>Subscribes with QoS 1; own messages do not come, retained ones of old when the options of the connection say so.</summary>
    /// <param name="filters">At least one.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>One answer a filter, in the same order.</returns>
    /// <exception cref="UnavailableException">The connection ended before.</exception>
    Task<ImmutableArray<MqttAnswer>> SubscribeAsync(IReadOnlyList<string> filters, CancellationToken cancellationToken);

    /// <summary>Takes leave, so that the broker does not publish the last will, and ends. What is not sent yet stays unsent.</summary>
    /// <exception cref="OperationCanceledException">It took too long; dispose of the connection.</exception>
    Task DisconnectAsync(CancellationToken cancellationToken);
}
