using System.Collections.Immutable;
using System.Runtime.InteropServices;
using static Glip.Sinks.LibMosquitto;

namespace Glip.Sinks;

/// <summary>Properties of MQTT 5 as libmosquitto keeps them.</summary>
internal static unsafe class MosquittoProperties
{
    /// <summary>Adds the properties of a message to a list.</summary>
    /// <exception cref="InvalidOperationException">One of them is too long.</exception>
    public static void Add(ref nint list, MqttMessage message)
    {
        if (message.IsText)
        {
            Check(mosquitto_property_add_byte(ref list, PropertyPayloadFormat, 1));
        }

        if (message.Expiry is { } expiry)
        {
            Check(mosquitto_property_add_int32(ref list, PropertyExpiry, (uint)Math.Clamp(Math.Ceiling(expiry.TotalSeconds), 1, uint.MaxValue)));
        }

        if (message.ContentType is { } contentType)
        {
            Check(mosquitto_property_add_string(ref list, PropertyContentType, contentType));
        }

        foreach (var (name, value) in message.UserProperties)
        {
            Check(mosquitto_property_add_string_pair(ref list, PropertyUser, name, value));
        }
    }

    public static string? Text(nint list, int identifier)
    {
        byte* text = null;
        return list != 0 && mosquitto_property_read_string(list, identifier, out text, skipFirst: false) != 0 ? Take(text) : null;
    }

    public static long? Number32(nint list, int identifier) =>
        list != 0 && mosquitto_property_read_int32(list, identifier, out var value, skipFirst: false) != 0 ? value : null;

    public static int? Number8(nint list, int identifier) =>
        list != 0 && mosquitto_property_read_byte(list, identifier, out var value, skipFirst: false) != 0 ? value : null;

    public static ImmutableArray<KeyValuePair<string, string>> Pairs(nint list)
    {
        var pairs = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        var at = list;
        for (var isFirst = true; at != 0; isFirst = false)
        {
            at = mosquitto_property_read_string_pair(at, PropertyUser, out var name, out var value, skipFirst: !isFirst);
            if (at != 0)
            {
                pairs.Add(new(Take(name), Take(value)));
            }
        }

        return pairs.ToImmutable();
    }

    /// <summary>Makes a text of what the library has allocated, and frees it.</summary>
    private static string Take(byte* text)
    {
        var result = Marshal.PtrToStringUTF8((nint)text) ?? string.Empty;
        NativeMemory.Free(text);
        return result;
    }

    private static void Check(MosquittoError result)
    {
        if (result != MosquittoError.Success)
        {
            throw new InvalidOperationException($"libmosquitto refuses a property of a message ({result}).");
        }
    }
}
