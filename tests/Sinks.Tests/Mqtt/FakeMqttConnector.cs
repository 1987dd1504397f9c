using System.Collections.Concurrent;
using Glip.Core;

namespace Glip.Sinks.Tests;

/// <summary>Gives connections out, and fails when there are none.</summary>
internal sealed class FakeMqttConnector(params FakeMqttConnection[] connections) : IMqttConnector
{
    private readonly ConcurrentQueue<FakeMqttConnection> _connections = new(connections);
    private int _attempts;

    public int Attempts => Volatile.Read(ref _attempts);

    public Task<IMqttConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _attempts);
        return _connections.TryDequeue(out var connection) ? Task.FromResult<IMqttConnection>(connection) : throw new UnavailableException("nobody there");
    }
}
