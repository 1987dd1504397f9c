using System.Collections.Immutable;

namespace Glip.Sinks;

/// <summary>Counts objects by label for each stream, and for each zone over all streams that have one of that name.</summary>
public sealed class FrigateCounts
{
    private readonly Dictionary<string, ImmutableArray<FrigatePresence>> _present = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ImmutableArray<string> Labels, ImmutableArray<string> Zones)> _known = new(StringComparer.Ordinal);
    private ImmutableArray<FrigateCount> _counts = [];

    /// <summary>All counts, those of zero too.</summary>
    public ImmutableArray<FrigateCount> All => _counts;

    /// <summary>Adds a stream, or changes what is sought in it.</summary>
    /// <param name="camera">Name of the stream.</param>
    /// <param name="labels">Labels of its phrases.</param>
    /// <param name="zones">Names of its zones.</param>
    /// <returns>The counts that are new or different now.</returns>
    public ImmutableArray<FrigateCount> Add(string camera, IEnumerable<string> labels, IEnumerable<string> zones)
    {
        _known[camera] = ([.. labels], [.. zones]);
        return Count();
    }

    /// <summary>Takes away a stream.</summary>
    /// <returns>The counts that are different now: those of the stream are zero, but not part of <see cref="All"/> any more.</returns>
    public ImmutableArray<FrigateCount> Remove(string camera)
    {
        _known.Remove(camera);
        _present.Remove(camera);
        return Count();
    }

    /// <summary>Takes in what is there in a stream.</summary>
    /// <returns>The counts that are different now.</returns>
    public ImmutableArray<FrigateCount> Take(string camera, ImmutableArray<FrigatePresence> present)
    {
        if (present.SequenceEqual(_present.GetValueOrDefault(camera, [])))
        {
            return [];
        }

        _present[camera] = present;
        return Count();
    }

    private ImmutableArray<FrigateCount> Count()
    {
        var before = _counts;
        var sums = _present.SelectMany(stream => stream.Value.SelectMany(o => Places(stream.Key, o))).CountBy(place => place).ToDictionary();
        _counts = [.. Topics().Union(sums.Keys).Select(topic => topic with { Count = sums.GetValueOrDefault(topic) })];
        var now = _counts.Select(Zero).ToHashSet();
        return [.. _counts.Except(before), .. before.Where(old => old.Count > 0 && !now.Contains(Zero(old))).Select(Zero)];
    }

    /// <summary>Every count that is told of an object, each with zero.</summary>
    private static IEnumerable<FrigateCount> Places(string camera, FrigatePresence present) =>
        from place in (string[])[camera, .. present.Zones]
        from label in (string[])[present.Label, FrigateCount.All]
        from activeOnly in present.Active ? (bool[])[false, true] : [false]
        select new FrigateCount(place, label, activeOnly, 0);

    /// <summary>Every count that is told though it may be zero.</summary>
    private IEnumerable<FrigateCount> Topics() => _known.SelectMany(stream => stream.Value.Labels.SelectMany(label =>
        Places(stream.Key, new FrigatePresence(label, stream.Value.Zones, Active: true)))).Distinct();

    private static FrigateCount Zero(FrigateCount count) => count with { Count = 0 };
}
