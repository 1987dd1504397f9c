namespace Glip.Conversion;

/// <summary>A tensor that flows in a graph that is being built. Operators and methods add to the graph and give their result.</summary>
/// <remarks>Operators and their names: ONNX specification, operator set 20.</remarks>
internal sealed class Value(GraphBuilder graph, string name, ElementType type, Shape shape)
{
    public GraphBuilder Graph { get; } = graph;

    public string Name { get; } = name;

    public ElementType Type { get; } = type;

    public Shape Shape { get; } = shape;

    public static Value operator +(Value a, Value b) => Elementwise("Add", a, b);

    public static Value operator +(Value a, float b) => a + a.Graph.Scalar(b, a.Type);

    public static Value operator -(Value a, Value b) => Elementwise("Sub", a, b);

    public static Value operator *(Value a, Value b) => Elementwise("Mul", a, b);

    public static Value operator *(Value a, float b) => a * a.Graph.Scalar(b, a.Type);

    public static Value operator /(Value a, Value b) => Elementwise("Div", a, b);

    public static Value operator %(Value a, Value b) => Elementwise("Mod", a, b);

    public static Value operator <(Value a, Value b) => Elementwise("Less", a, b, ElementType.Bool);

    public static Value operator >(Value a, Value b) => Elementwise("Greater", a, b, ElementType.Bool);

    /// <summary>An operator that works on pairs of elements.</summary>
    /// <param name="type">Type of the result; that of the inputs when left out.</param>
    public static Value Elementwise(string op, Value a, Value b, ElementType? type = null) =>
        a.Type == b.Type
            ? a.Apply(op, Shape.Broadcast(a.Shape, b.Shape), type, [b])
            : throw new InvalidOperationException($"{op} takes values of one type; found {a} and {b}.");

    /// <summary>Adds an operator with one result, of which this value is the first input.</summary>
    public Value Apply(string op, Shape result, ElementType? type = null, IReadOnlyList<Value?>? more = null, Attributes? attributes = null, string domain = "") =>
        Graph.Add(op, [this, .. more ?? []], [(type ?? Type, result)], attributes, domain)[0];

    public override string ToString() => $"{Name}: {Type} {Shape}";
}
