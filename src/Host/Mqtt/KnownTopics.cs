using System.Collections.Immutable;
using System.Text;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>
/// The topics at which a broker keeps a message of ours, one a line in a small file: after a restart with other streams or phrases those that are gone can be
/// taken away, which nobody could ask the broker for without listening to all that we say. Not safe for use by several threads.
/// </summary>
internal sealed class KnownTopics
{
    private readonly string _path;
    private readonly Action<string> _warn;

    /// <param name="path">The file.</param>
    /// <param name="warn">Told in one line when it cannot be read or written.</param>
    public KnownTopics(string path, Action<string> warn)
    {
        (_path, _warn) = (path, warn);
        try
        {
            Names = File.Exists(path) ? [.. File.ReadAllLines(path).Where(line => line.Length > 0)] : Names;
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            warn($"'{path}' cannot be read ({e.Message.TrimEnd('.')}); topics of streams and phrases that are gone may stay at the broker");
        }
    }

    public ImmutableSortedSet<string> Names { get; private set; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Notes topics before they are written to.</summary>
    public void Add(IEnumerable<string> names) => Change(Names.Union(names));

    /// <summary>Forgets topics that the broker keeps nothing for any more.</summary>
    public void Remove(IEnumerable<string> names) => Change(Names.Except(names));

    private void Change(ImmutableSortedSet<string> names)
    {
        if (names.Count == Names.Count && names.SetEquals(Names))
        {
            return;
        }

        Names = names;
        try
        {
            OutputFile.Write(_path, Encoding.UTF8.GetBytes(string.Concat(names.Select(name => name + "\n"))));
        }
        catch (UnavailableException e)
        {
            _warn(e.Message);
        }
    }
}
