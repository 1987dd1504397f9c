namespace Glip.Host;

/// <summary>The streams that there are, by name. Safe for use by several threads.</summary>
internal sealed class StreamTable
{
    private readonly Dictionary<string, RunningStream> _streams = new(StringComparer.Ordinal);

    public List<RunningStream> All
    {
        get
        {
            lock (_streams)
            {
                return [.. _streams.Values];
            }
        }
    }

    /// <summary>Null when there is none of that name.</summary>
    public RunningStream? Find(string id)
    {
        lock (_streams)
        {
            return _streams.GetValueOrDefault(id);
        }
    }

    public void Add(RunningStream stream)
    {
        lock (_streams)
        {
            _streams.Add(stream.Settings.Id, stream);
        }
    }

    public void Remove(RunningStream stream)
    {
        lock (_streams)
        {
            _streams.Remove(stream.Settings.Id);
        }
    }
}
