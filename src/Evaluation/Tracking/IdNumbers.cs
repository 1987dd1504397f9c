using System.Collections.Immutable;

namespace Glip.Evaluation;

/// <summary>Numbers ids from 0 in order of appearance, and counts their rows.</summary>
internal sealed class IdNumbers
{
    private readonly Dictionary<int, int> _numbers = [];
    private readonly List<int> _counts = [];

    /// <summary>Rows of each number.</summary>
    public ImmutableArray<int> Counts => [.. _counts];

    public int[] Of(IEnumerable<MotRow> rows) => [.. rows.Select(row => Of(row.Id))];

    private int Of(int id)
    {
        if (_numbers.TryAdd(id, _counts.Count))
        {
            _counts.Add(0);
        }

        var number = _numbers[id];
        _counts[number]++;
        return number;
    }
}
