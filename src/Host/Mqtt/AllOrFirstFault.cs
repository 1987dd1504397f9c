namespace Glip.Host;

/// <summary>Several things that go on side by side until one of them fails.</summary>
internal static class AllOrFirstFault
{
    /// <summary>Runs all of them. When one fails the others are cancelled, and its failure comes out.</summary>
    /// <param name="cancellationToken">Ends all of them.</param>
    /// <param name="parts">What goes on.</param>
    public static async Task Of(CancellationToken cancellationToken, params IEnumerable<Func<CancellationToken, Task>> parts)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = parts.Select(part => part(over.Token)).ToList();
        var first = await Task.WhenAny(running).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }
}
