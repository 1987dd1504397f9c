using System.Runtime.InteropServices;

namespace Glip.Sinks;

/// <summary>The functions of libmosquitto 2 that are used: the only place that touches the library.</summary>
/// <remarks>Source: mosquitto.h and mqtt_protocol.h of Eclipse Mosquitto 2.0.</remarks>
internal static unsafe partial class LibMosquitto
{
    public const int OptionProtocolVersion = 1; // mosq_opt_t
    public const int OptionSendMaximum = 5;
    public const int OptionTcpNoDelay = 11;
    public const int OptionTlsUseOsCertificates = 13;

    public const int PropertyPayloadFormat = 1; // mqtt5_property
    public const int PropertyExpiry = 2;
    public const int PropertyContentType = 3;
    public const int PropertyReasonString = 31;
    public const int PropertyUser = 38;
    public const int PropertyMaximumPacketSize = 39;

    public const int SubscribeNoLocal = 0x04; // mqtt5_sub_options
    public const int SubscribeRetainAsPublished = 0x08;
    public const int SubscribeRetainNever = 0x20;

    public const int LogWarning = 0x04;
    public const int LogError = 0x08;

    public const string Library = "libmosquitto.so.1";

    static LibMosquitto() => _ = mosquitto_lib_init();

    [LibraryImport(Library)]
    public static partial MosquittoError mosquitto_lib_init();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint mosquitto_new(string id, [MarshalAs(UnmanagedType.U1)] bool cleanStart, nint userData);

    [LibraryImport(Library)]
    public static partial void mosquitto_destroy(nint client);

    [LibraryImport(Library)]
    public static partial MosquittoError mosquitto_threaded_set(nint client, [MarshalAs(UnmanagedType.U1)] bool threaded);

    [LibraryImport(Library)]
    public static partial MosquittoError mosquitto_int_option(nint client, int option, int value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial MosquittoError mosquitto_username_pw_set(nint client, string? user, string? password);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial MosquittoError mosquitto_tls_set(nint client, string? authorityFile, string? authorityFolder, string? certificate, string? key, delegate* unmanaged[Cdecl]<byte*, int, int, nint, int> password);

    [LibraryImport(Library)]
    public static partial MosquittoError mosquitto_tls_insecure_set(nint client, [MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial MosquittoError mosquitto_will_set_v5(nint client, string topic, int length, byte* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain, nint properties);

    [LibraryImport(Library)]
    public static partial void mosquitto_connect_v5_callback_set(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library)]
    public static partial void mosquitto_disconnect_v5_callback_set(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, nint, void> callback);

    [LibraryImport(Library)]
    public static partial void mosquitto_publish_v5_callback_set(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library)]
    public static partial void mosquitto_subscribe_v5_callback_set(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, int, int*, nint, void> callback);

    [LibraryImport(Library)]
    public static partial void mosquitto_message_v5_callback_set(nint client, delegate* unmanaged[Cdecl]<nint, nint, Message*, nint, void> callback);

    [LibraryImport(Library)]
    public static partial void mosquitto_log_callback_set(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, byte*, void> callback);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial MosquittoError mosquitto_connect_bind_async(nint client, string host, int port, int keepAlive, string? bindAddress);

    [LibraryImport(Library)]
    public static partial MosquittoError mosquitto_disconnect_v5(nint client, int reason, nint properties);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial MosquittoError mosquitto_publish_v5(nint client, out int id, string topic, int length, byte* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain, nint properties);

    [LibraryImport(Library)]
    public static partial MosquittoError mosquitto_subscribe_multiple(nint client, out int id, int count, nint* filters, int qos, int options, nint properties);

    [LibraryImport(Library)]
    public static partial int mosquitto_socket(nint client);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool mosquitto_want_write(nint client);

    [LibraryImport(Library, SetLastError = true)]
    public static partial MosquittoError mosquitto_loop_read(nint client, int packets);

    [LibraryImport(Library, SetLastError = true)]
    public static partial MosquittoError mosquitto_loop_write(nint client, int packets);

    [LibraryImport(Library)]
    public static partial MosquittoError mosquitto_loop_misc(nint client);

    [LibraryImport(Library)]
    public static partial MosquittoError mosquitto_property_add_byte(ref nint list, int identifier, byte value);

    [LibraryImport(Library)]
    public static partial MosquittoError mosquitto_property_add_int32(ref nint list, int identifier, uint value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial MosquittoError mosquitto_property_add_string(ref nint list, int identifier, string value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial MosquittoError mosquitto_property_add_string_pair(ref nint list, int identifier, string name, string value);

    [LibraryImport(Library)]
    public static partial void mosquitto_property_free_all(ref nint list);

    [LibraryImport(Library)]
    public static partial nint mosquitto_property_read_byte(nint list, int identifier, out byte value, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(Library)]
    public static partial nint mosquitto_property_read_int32(nint list, int identifier, out uint value, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(Library)]
    public static partial nint mosquitto_property_read_string(nint list, int identifier, out byte* value, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(Library)]
    public static partial nint mosquitto_property_read_string_pair(nint list, int identifier, out byte* name, out byte* value, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    /// <summary>struct mosquitto_message.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct Message
    {
        public readonly int Id;
        public readonly byte* Topic;
        public readonly byte* Payload;
        public readonly int Length;
        public readonly int Qos;
        public readonly byte Retain;
    }
}
