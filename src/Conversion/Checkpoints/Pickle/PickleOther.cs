namespace Glip.Conversion;

/// <summary>A value that no tensor is made of. What it holds is dropped as it is read.</summary>
/// <param name="kind">For messages.</param>
internal sealed class PickleOther(string kind)
{
    public static readonly PickleOther None = new("None");
    public static readonly PickleOther Number = new("a number");
    public static readonly PickleOther Bytes = new("bytes");
    public static readonly PickleOther List = new("a list");
    public static readonly PickleOther Set = new("a set");
    public static readonly PickleOther Object = new("an object");

    public string Kind => kind;

    /// <summary>What a value is, for messages.</summary>
    public static string KindOf(object value) => value switch
    {
        PickleOther other => other.Kind,
        PickleDictionary => "a dictionary",
        PickleGlobal global => global.Name,
        PickleStorage => "a storage",
        PickleTensor => "a tensor",
        string => "a text",
        long => "a whole number",
        bool => "a truth value",
        _ => "a tuple",
    };
}
