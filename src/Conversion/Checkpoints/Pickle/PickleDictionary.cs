namespace Glip.Conversion;

/// <summary>A dictionary of a pickle: what it has under texts, in their order. Other keys are dropped; nothing is compared or hashed but texts.</summary>
internal sealed class PickleDictionary(bool isOrdered)
{
    private readonly List<KeyValuePair<string, object>> _items = [];

    /// <summary>Whether it is an <c>OrderedDict</c>, which may carry attributes.</summary>
    public bool IsOrdered => isOrdered;

    public IReadOnlyList<KeyValuePair<string, object>> Items => _items;

    public void Add(object key, object value)
    {
        if (key is string text)
        {
            _items.Add(new(text, value));
        }
    }
}
