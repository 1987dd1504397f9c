using System.Text.Json;
using Glip.Core;

namespace Glip.Conversion;

/// <summary>Reads the JSON of a safetensors file token by token, so that memory follows the tensors and not the text.</summary>
internal ref struct SafetensorsHeader(CheckpointFile file, ReadOnlySpan<byte> json)
{
    private const int MaxTensors = 100_000;
    private const int MaxAxes = 16;

    private readonly List<SafetensorsEntry> _entries = [];
    private Utf8JsonReader _reader = new(json, new JsonReaderOptions { MaxDepth = 8 });

    /// <returns>The tensors in the order of the header.</returns>
    /// <exception cref="CheckpointException">The header is not that of a safetensors file.</exception>
    public List<SafetensorsEntry> Read()
    {
        try
        {
            Expect(JsonTokenType.StartObject);
            while (Next() != JsonTokenType.EndObject)
            {
                ReadMember(Text());
            }

            return _reader.Read() ? throw Refuse("something follows") : _entries;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Refuse("it is no JSON");
        }
    }

    private static StoredType? TypeOf(string name) => name switch
    {
        "F64" => StoredType.Float64,
        "F32" => StoredType.Float32,
        "F16" => StoredType.Float16,
        "BF16" => StoredType.BFloat16,
        "I64" => StoredType.Int64,
        "I32" => StoredType.Int32,
        "I16" => StoredType.Int16,
        "I8" => StoredType.Int8,
        "U8" => StoredType.UInt8,
        "BOOL" => StoredType.Bool,
        _ => null,
    };

    private void ReadMember(string name)
    {
        Expect(JsonTokenType.StartObject);
        if (name == "__metadata__")
        {
            _reader.Skip();
            return;
        }

        if (_entries.Count == MaxTensors)
        {
            throw Refuse($"it has more than {MaxTensors} tensors");
        }

        var (type, shape, offsets) = ((StoredType?)null, (long[]?)null, (long[]?)null);
        while (Next() != JsonTokenType.EndObject)
        {
            switch (Text())
            {
                case "dtype" when type is null:
                    type = ReadType(name);
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers();
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers();
                    break;
                case var key:
                    throw Refuse($"tensor {Shown.Name(name)} has {Shown.Name(key)}; expected dtype, shape and data_offsets, each once");
            }
        }

        _entries.Add(type is { } known && shape is not null && offsets is [var begin, var end]
            ? new SafetensorsEntry(name, known, shape, begin, end)
            : throw Refuse($"tensor {Shown.Name(name)} lacks dtype, shape or two data_offsets"));
    }

    private StoredType ReadType(string tensor)
    {
        Expect(JsonTokenType.String);
        var name = Text();
        return TypeOf(name) ?? throw Refuse($"tensor {Shown.Name(tensor)} has the type {Shown.Name(name)}, which is not read");
    }

    private long[] ReadNumbers()
    {
        var numbers = new List<long>();
        Expect(JsonTokenType.StartArray);
        while (Next() != JsonTokenType.EndArray)
        {
            if (_reader.TokenType != JsonTokenType.Number || !_reader.TryGetInt64(out var number) || number < 0 || numbers.Count == MaxAxes)
            {
                throw Refuse($"byte {_reader.TokenStartIndex}: expected at most {MaxAxes} whole numbers, none negative");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private string Text() => _reader.GetString()!;

    private JsonTokenType Next() => _reader.Read() ? _reader.TokenType : throw Refuse("it is not complete");

    private void Expect(JsonTokenType token)
    {
        if (Next() != token)
        {
            throw Refuse($"byte {_reader.TokenStartIndex}: found {_reader.TokenType}, expected {token}");
        }
    }

    private readonly CheckpointException Refuse(string problem) => file.Refuse($"has a damaged header: {problem}");
}
