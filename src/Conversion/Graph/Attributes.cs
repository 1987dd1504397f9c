using System.Globalization;
using Glip.Conversion.Onnx;
using Google.Protobuf;

namespace Glip.Conversion;

/// <summary>Settings of an operator, in the order in which they were given.</summary>
internal sealed class Attributes : List<AttributeProto>
{
    public void Add(string name, long value) => Add(new AttributeProto { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int });

    public void Add(string name, float value) => Add(new AttributeProto { Name = name, F = value, Type = AttributeProto.Types.AttributeType.Float });

    public void Add(string name, string value) =>
        Add(new AttributeProto { Name = name, S = ByteString.CopyFromUtf8(value), Type = AttributeProto.Types.AttributeType.String });

    public void Add(string name, params IEnumerable<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values);
        Add(attribute);
    }

    /// <summary>Equal for equal settings.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{string.Join(';', this)}");
}
