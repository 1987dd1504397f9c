using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>The topics that are listened to over one connection; they grow with the phrases.</summary>
/// <param name="connection">The connection.</param>
/// <param name="log">Told of what the broker refuses.</param>
internal sealed class ControlSubscriptions(IMqttConnection connection, RunLog log)
{
    private const int MostAtOnce = 50;

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Topics that the broker does not let us listen to.</summary>
    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Listens to these topics too.</summary>
    /// <exception cref="UnavailableException">The connection has ended.</exception>
    public async Task AddAsync(IEnumerable<string> topics, CancellationToken cancellationToken)
    {
        foreach (var some in topics.Where(_asked.Add).Chunk(MostAtOnce))
        {
            var answers = await connection.SubscribeAsync(some, cancellationToken).ConfigureAwait(false);
            foreach (var (topic, answer) in some.Zip(answers).Where(pair => !pair.Second.IsAccepted))
            {
                Refused.Add(topic);
                log.Warn(null, "the broker refuses a subscription; nothing can be set there", ("reason", answer.Text));
            }
        }
    }
}
