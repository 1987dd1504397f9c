using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Glip.Conversion.Onnx;

namespace Glip.Conversion;

/// <summary>
/// An ONNX graph while it is built: inputs, operators, constants, outputs. Equal operators on equal inputs are added once, and names
/// are numbered in the order of building, so that the same description always gives the same bytes.
/// </summary>
/// <param name="name">Name of the graph.</param>
/// <param name="probes">Whether intermediate values that are probed become outputs.</param>
internal sealed class GraphBuilder(string name, bool probes = false)
{
    private readonly Dictionary<string, ImmutableArray<Value>> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private string _scope = string.Empty;

    public string Name { get; } = name;

    public List<NodeProto> Nodes { get; } = [];

    public List<Initializer> Initializers { get; } = [];

    public List<Value> Inputs { get; } = [];

    public List<Value> Outputs { get; } = [];

    /// <summary>Domains of the operators outside of the ONNX standard, in their order.</summary>
    public SortedSet<string> Domains { get; } = new(StringComparer.Ordinal);

    public Value Input(string name, ElementType type, params ReadOnlySpan<Dim> shape)
    {
        var input = new Value(this, Claim(name), type, Shape.Of(shape));
        Inputs.Add(input);
        return input;
    }

    /// <summary>Gives a value out under a name.</summary>
    public void Output(string name, Value value) =>
        Outputs.Add(AddNode("Identity", [value], [(Claim(name), value.Type, value.Shape)], new Attributes(), string.Empty)[0]);

    /// <summary>Gives an intermediate value out, if this graph is built for looking inside.</summary>
    /// <param name="value">Called in such graphs only: it may add operators.</param>
    public void Probe(string name, Func<Value> value)
    {
        if (probes)
        {
            Output(name, value());
        }
    }

    /// <summary>Puts what is added until the scope is disposed of under a name.</summary>
    public IDisposable Scope(string name)
    {
        var outer = _scope;
        _scope = outer + name + "/";
        return new Leave(() => _scope = outer);
    }

    /// <summary>A constant of real numbers.</summary>
    public Value Constant(Weight weight, ElementType type = ElementType.Float32) => type switch
    {
        ElementType.Float32 => AddInitializer(type, weight.Shape, () => Bytes<float>(weight.Read())),
        ElementType.Float16 => AddInitializer(type, weight.Shape, () => Bytes<Half>(Array.ConvertAll(weight.Read(), value => HalfRange.Clamp(value)))),
        _ => throw new InvalidOperationException($"{type} is no type of real numbers."),
    };

    /// <summary>A constant of bytes with a sign.</summary>
    public Value Constant(ImmutableArray<int> shape, Func<sbyte[]> values) => AddInitializer(ElementType.Int8, shape, () => Bytes<sbyte>(values()));

    /// <summary>A single number.</summary>
    public Value Scalar(float value, ElementType type) => Shared(string.Create(CultureInfo.InvariantCulture, $"{type} {value:R}"), () => Constant(Weight.Of(value), type));

    /// <summary>A vector of whole numbers.</summary>
    public Value Whole(params long[] values) =>
        Shared($"[{string.Join(',', values)}]", () => AddInitializer(ElementType.Int64, [values.Length], () => Bytes<long>(values)));

    /// <summary>A single whole number, without axes.</summary>
    public Value WholeScalar(long value) =>
        Shared(value.ToString(CultureInfo.InvariantCulture), () => AddInitializer(ElementType.Int64, [], () => Bytes<long>([value])));

    /// <summary>Adds an operator.</summary>
    /// <param name="op">Name in the operator set.</param>
    /// <param name="inputs">In the order of the operator; null for one that is left out.</param>
    /// <param name="outputs">Types and shapes of the results; an output without a shape is left out.</param>
    /// <param name="attributes">Settings.</param>
    /// <param name="domain">Empty for the standard, <c>com.microsoft</c> for operators of ONNX Runtime, <c>glip</c> for those of this program.</param>
    public ImmutableArray<Value> Add(
        string op, IReadOnlyList<Value?> inputs, IReadOnlyList<(ElementType Type, Shape? Shape)> outputs, Attributes? attributes = null, string domain = "")
    {
        var settings = attributes ?? [];
        var key = $"{domain}.{op}({string.Join(',', inputs.Select(input => input?.Name))}){settings.Key}->{outputs.Count}";
        if (!_known.TryGetValue(key, out var results))
        {
            var stem = $"{_scope}{op}_{Nodes.Count}";
            var named = outputs.Select((output, i) => (output.Shape is null ? string.Empty : Claim(i == 0 ? stem : $"{stem}_{i}"), output.Type, output.Shape));
            _known[key] = results = AddNode(op, inputs, [.. named], settings, domain);
        }

        return results;
    }

    private static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();

    private ImmutableArray<Value> AddNode(
        string op, IReadOnlyList<Value?> inputs, IReadOnlyList<(string Name, ElementType Type, Shape? Shape)> outputs, Attributes attributes, string domain)
    {
        var node = new NodeProto { Name = $"{_scope}{op}_{Nodes.Count}", OpType = op };
        if (domain.Length > 0)
        {
            node.Domain = domain;
            Domains.Add(domain);
        }

        node.Input.Add(inputs.Select(input => input?.Name ?? string.Empty));
        node.Output.Add(outputs.Select(output => output.Name));
        node.Attribute.Add(attributes);
        Nodes.Add(node);
        return [.. outputs.Select(output => new Value(this, output.Name, output.Type, output.Shape ?? Shape.Of()))];
    }

    private Value AddInitializer(ElementType type, ImmutableArray<int> shape, Func<byte[]> content)
    {
        var initializer = new Initializer(Claim($"{_scope}constant_{Initializers.Count}"), type, shape, content);
        Initializers.Add(initializer);
        return new Value(this, initializer.Name, type, Shape.Of(shape));
    }

    private Value Shared(string key, Func<Value> make)
    {
        if (!_known.TryGetValue(key, out var known))
        {
            _known[key] = known = [make()];
        }

        return known[0];
    }

    private string Claim(string name) => _names.Add(name) ? name : throw new InvalidOperationException($"The graph has two values named '{name}'.");

    private sealed class Leave(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
