namespace Glip.Core;

/// <summary>How far two words are apart.</summary>
public static class EditDistance
{
    /// <summary>Letters to insert, remove or change to make one of the other; 0 for equal words.</summary>
    /// <remarks>Source: R. Wagner, M. Fischer, The String-to-String Correction Problem, 1974, one row at a time.</remarks>
    public static int Between(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 0; i < a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 0; j < b.Length; j++)
            {
                var change = diagonal + (a[i] == b[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(change, 1 + Math.Min(row[j], diagonal));
            }
        }

        return row[b.Length];
    }
}
