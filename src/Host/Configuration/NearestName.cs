using Glip.Core;

namespace Glip.Host;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>The candidate with the smallest edit distance; null when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        var (best, distance) = candidates
            .Select(candidate => (Name: candidate, Distance: EditDistance.Between(name, candidate)))
            .DefaultIfEmpty((Name: string.Empty, Distance: int.MaxValue))
            .MinBy(pair => pair.Distance);
        return distance <= Math.Max(2, name.Length / 2) ? best : null;
    }
}
