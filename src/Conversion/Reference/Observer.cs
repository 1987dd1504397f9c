namespace Glip.Conversion.Reference;

/// <summary>Shows intermediate results to whoever wants to compare them. All get a first axis of length 1: the image of a batch.</summary>
/// <param name="observe">Called with name, values and shape; null when nobody looks.</param>
internal sealed class Observer(Action<string, float[], int[]>? observe)
{
    /// <summary>[1, rows, columns]</summary>
    public void Tokens(string name, Matrix tokens) => observe?.Invoke(name, tokens.Values, [1, tokens.Rows, tokens.Columns]);

    /// <summary>[rows, columns]</summary>
    public void Table(string name, Matrix table) => observe?.Invoke(name, table.Values, [table.Rows, table.Columns]);

    /// <summary>[1, channels, height, width]</summary>
    public void Map(string name, FeatureMap map) => observe?.Invoke(name, map.ToPlanes(), [1, map.Channels, map.Height, map.Width]);

    /// <summary>One map a pyramid level.</summary>
    public void Pyramid(string name, IReadOnlyList<FeatureMap> levels)
    {
        for (var level = 0; level < levels.Count; level++)
        {
            Map($"{name}_{GlipArchitecture.Levels[level]}", levels[level]);
        }
    }
}
