using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Glip.Sinks.LibMosquitto;

namespace Glip.Sinks;

/// <summary>A client of libmosquitto for one connection. Everything, the disposal too, happens on one thread.</summary>
internal sealed unsafe class Mosquitto : IDisposable
{
    private const string SystemAuthorities = "/etc/ssl/certs"; // the library wants a place besides the system's own

    private readonly MqttOptions _options;
    private readonly MqttVersion _version;
    private readonly IMosquittoEvents _events;
    private readonly GCHandle _self;
    private readonly nint _client;

    public Mosquitto(MqttOptions options, MqttVersion version, IMosquittoEvents events)
    {
        (_options, _version, _events) = (options, version, events);
        _self = GCHandle.Alloc(this);
        _client = mosquitto_new(options.ClientId, cleanStart: true, GCHandle.ToIntPtr(_self));
        Check(_client == 0 ? MosquittoError.OutOfMemory : MosquittoError.Success);
        SetCallbacks();
        Check(mosquitto_threaded_set(_client, threaded: true)); // sending only puts packets into a queue; Write writes them
        Check(mosquitto_int_option(_client, OptionProtocolVersion, (int)version));
        Check(mosquitto_int_option(_client, OptionSendMaximum, ushort.MaxValue)); // the caller counts; a broker that takes fewer lowers it
        Check(mosquitto_int_option(_client, OptionTcpNoDelay, 1));
        Check(mosquitto_username_pw_set(_client, options.Address.User, options.Address.Password));
        SetTls();
        SetWill();
    }

    /// <summary>The socket; negative when there is no connection.</summary>
    public int Socket => mosquitto_socket(_client);

    public bool WantsToWrite => mosquitto_want_write(_client);

    /// <summary>Begins to connect and returns before there is a connection. Looks up the name, which may take time.</summary>
    /// <param name="bindAddress">Address of this side, which chooses the family of the other side's; null for any.</param>
    public MosquittoError Connect(string? bindAddress) => mosquitto_connect_bind_async(
        _client, _options.Address.Host, _options.Address.Port, (int)_options.KeepAlive.TotalSeconds, bindAddress);

    public MosquittoError Disconnect() => mosquitto_disconnect_v5(_client, 0, 0);

    public MosquittoError Read() => mosquitto_loop_read(_client, 1);

    public MosquittoError Write() => mosquitto_loop_write(_client, 1);

    /// <summary>Asks the other side when it has been silent for long, and closes the connection when it stays so.</summary>
    public MosquittoError KeepAlive() => mosquitto_loop_misc(_client);

    public MosquittoError Publish(MqttMessage message, out int id)
    {
        var properties = nint.Zero;
        try
        {
            if (_version == MqttVersion.V5)
            {
                MosquittoProperties.Add(ref properties, message);
            }

            fixed (byte* payload = message.Payload.Span)
            {
                return mosquitto_publish_v5(_client, out id, message.Topic, message.Payload.Length, payload, (int)message.Qos, message.Retain, properties);
            }
        }
        finally
        {
            mosquitto_property_free_all(ref properties);
        }
    }

    /// <summary>
    /// Subscribes with QoS 1. Own messages do not come, those that the broker kept only when they are wanted; a message that was published
    /// as a retained one says so. MQTT 3.1.1 knows none of these options.
    /// </summary>
    public MosquittoError Subscribe(IReadOnlyList<string> filters, out int id)
    {
        var texts = filters.Select(Marshal.StringToCoTaskMemUTF8).ToArray();
        var retained = _options.WantsRetained ? 0 : SubscribeRetainNever;
        fixed (nint* first = texts)
        {
            var result = mosquitto_subscribe_multiple(
                _client, out id, texts.Length, first, (int)MqttQos.AtLeastOnce, SubscribeNoLocal | SubscribeRetainAsPublished | retained, 0);
            Array.ForEach(texts, Marshal.FreeCoTaskMem);
            return result;
        }
    }

    public void Dispose()
    {
        mosquitto_destroy(_client);
        _self.Free();
    }

    private void SetCallbacks()
    {
        mosquitto_connect_v5_callback_set(_client, &OnConnect);
        mosquitto_disconnect_v5_callback_set(_client, &OnDisconnect);
        mosquitto_publish_v5_callback_set(_client, &OnPublish);
        mosquitto_subscribe_v5_callback_set(_client, &OnSubscribe);
        mosquitto_message_v5_callback_set(_client, &OnMessage);
        mosquitto_log_callback_set(_client, &OnLog);
    }

    private void SetTls()
    {
        if (_options.Address.UsesTls)
        {
            var tls = _options.Tls;
            Check(mosquitto_int_option(_client, OptionTlsUseOsCertificates, tls.AuthorityPath is null ? 1 : 0));
            Check(mosquitto_tls_set(_client, tls.AuthorityPath, tls.AuthorityPath is null ? SystemAuthorities : null, tls.CertificatePath, tls.KeyPath, &OnPassword));
            Check(mosquitto_tls_insecure_set(_client, tls.Insecure));
        }
    }

    private void SetWill()
    {
        if (_options.Will is { } will)
        {
            fixed (byte* payload = will.Payload.Span)
            {
                Check(mosquitto_will_set_v5(_client, will.Topic, will.Payload.Length, payload, (int)will.Qos, will.Retain, 0));
            }
        }
    }

    private static void Check(MosquittoError result)
    {
        if (result != MosquittoError.Success)
        {
            throw new InvalidOperationException($"libmosquitto refuses a setting ({result}).");
        }
    }

    private static Mosquitto Of(nint self) => (Mosquitto)GCHandle.FromIntPtr(self).Target!;

    private static IMosquittoEvents Events(nint self) => Of(self)._events;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnConnect(nint client, nint self, int reason, int flags, nint properties) => Events(self).Answered(
        MqttReason.OfConnack(reason),
        new BrokerLimits(
            MosquittoProperties.Number32(properties, PropertyMaximumPacketSize),
            MosquittoProperties.Text(properties, PropertyReasonString)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDisconnect(nint client, nint self, int reason, nint properties) => Events(self).Closed(reason);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnPublish(nint client, nint self, int id, int reason, nint properties) =>
        Events(self).Acknowledged(id, reason, MosquittoProperties.Text(properties, PropertyReasonString));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnSubscribe(nint client, nint self, int id, int count, int* granted, nint properties) =>
        Events(self).Subscribed(id, new ReadOnlySpan<int>(granted, count));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMessage(nint client, nint self, LibMosquitto.Message* message, nint properties) => Events(self).Received(new MqttMessage
    {
        Topic = Marshal.PtrToStringUTF8((nint)message->Topic)!,
        Payload = new ReadOnlySpan<byte>(message->Payload, Math.Min(message->Length, Of(self)._options.ReceivedPayloadBytes)).ToArray(),
        Qos = (MqttQos)message->Qos,
        Retain = message->Retain != 0,
        Expiry = MosquittoProperties.Number32(properties, PropertyExpiry) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        ContentType = MosquittoProperties.Text(properties, PropertyContentType),
        IsText = MosquittoProperties.Number8(properties, PropertyPayloadFormat) == 1,
        UserProperties = MosquittoProperties.Pairs(properties),
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLog(nint client, nint self, int level, byte* line)
    {
        if (level is LogError or LogWarning)
        {
            Events(self).Said(Marshal.PtrToStringUTF8((nint)line)!);
        }
    }

    /// <summary>A key with a password is refused; without this OpenSSL would ask for it at the terminal.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnPassword(byte* buffer, int size, int isForWriting, nint client) => 0;
}
