using Microsoft.Extensions.Hosting;

namespace Glip.Host;

/// <summary>Keeps the web server away from the signals of the process, which the program handles itself.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
