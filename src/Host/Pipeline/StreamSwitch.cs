using Glip.Core;

namespace Glip.Host;

/// <summary>Leads streams from their present settings to others: from one frame to the next where that can be, else by ending them and beginning anew.</summary>
/// <param name="streams">The streams that there are.</param>
/// <param name="starter">Makes others.</param>
/// <param name="forget">Told of streams that are no more.</param>
internal sealed class StreamSwitch(StreamTable streams, StreamStarter starter, Action<string> forget)
{
    /// <summary>Changes some streams, and ends those that a configuration does not have.</summary>
    /// <param name="configuration">Has all streams from now on.</param>
    /// <param name="wanted">Those that are new or differ.</param>
    /// <param name="mayStay">Whether a change in place is enough, or targets differ too.</param>
    /// <param name="tools">What the streams share.</param>
    /// <returns>What was done; a stream whose source or target is wrong is in the state <c>error</c>.</returns>
    /// <exception cref="ConfigurationException">A prompt or a file of thresholds is wrong; nothing has changed.</exception>
    public async Task<StreamChanges> ChangeAsync(GlipConfiguration configuration, IReadOnlyList<StreamConfiguration> wanted, bool mayStay, StreamTools tools)
    {
        var prepared = starter.PrepareAll(wanted, tools);
        var inPlace = await ChangeInPlaceAsync(mayStay ? wanted : [], prepared).ConfigureAwait(false);
        var anew = wanted.Where(stream => !inPlace.Contains(stream.Id, StringComparer.Ordinal)).ToList();
        var ids = configuration.Streams.Select(stream => stream.Id).Except(anew.Select(stream => stream.Id), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var ended = streams.All.Where(stream => !ids.Contains(stream.Settings.Id)).ToList();
        foreach (var stream in ended)
        {
            await EndAsync(stream, anew.Find(successor => successor.Id == stream.Settings.Id)).ConfigureAwait(false);
        }

        var problems = new List<string>();
        foreach (var settings in anew)
        {
            problems.AddRange(await TryBeginAsync(configuration, settings, prepared.GetValueOrDefault(settings.Id), tools).ConfigureAwait(false));
        }

        var restarted = ended.Select(stream => stream.Settings.Id).Union(anew.Select(stream => stream.Id), StringComparer.Ordinal);
        return new StreamChanges([.. restarted], [.. inPlace], [.. problems]);
    }

    /// <returns>Names of those that go on.</returns>
    private async Task<IReadOnlyList<string>> ChangeInPlaceAsync(IEnumerable<StreamConfiguration> wanted, Dictionary<string, PreparedStream> prepared)
    {
        var changes = wanted.Where(settings => settings.Enabled).Select(async settings =>
        {
            var goesOn = streams.Find(settings.Id) is { } stream
                && ConfigurationView.SameSource(stream.Settings, settings)
                && await stream.ChangeAsync(settings, prepared[settings.Id]).ConfigureAwait(false);
            return goesOn ? settings.Id : null;
        });
        return [.. (await Task.WhenAll(changes).ConfigureAwait(false)).OfType<string>()];
    }

    private async Task EndAsync(RunningStream stream, StreamConfiguration? successor)
    {
        await stream.StopAsync(successor is { Enabled: false } ? EndReason.Disabled : EndReason.StreamEnded).ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
        streams.Remove(stream);
        if (successor is null)
        {
            forget(stream.Settings.Id);
        }
    }

    private async Task<IReadOnlyList<string>> TryBeginAsync(GlipConfiguration configuration, StreamConfiguration settings, PreparedStream? prepared, StreamTools tools)
    {
        try
        {
            var stream = await starter.OpenAsync(configuration, settings, prepared, tools).ConfigureAwait(false);
            streams.Add(stream);
            stream.Start();
            return [];
        }
        catch (ConfigurationException e)
        {
            streams.Add(starter.Broken(settings, new StreamMonitor(settings.Id, tools.Log, tools.Clock), e));
            return e.Problems;
        }
    }
}
