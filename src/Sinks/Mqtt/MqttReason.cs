using System.Globalization;

namespace Glip.Sinks;

/// <summary>Reason codes of MQTT 5 and their words.</summary>
/// <remarks>Source: MQTT Version 5.0, OASIS 2019, section 2.4.</remarks>
internal static class MqttReason
{
    public const int UnsupportedVersion = 0x84;
    public const int BadUserOrPassword = 0x86;
    public const int NotAuthorised = 0x87;
    public const int SessionTakenOver = 0x8E;
    public const int PacketTooLarge = 0x95;
    public const int PayloadFormatInvalid = 0x99;
    public const int QosNotSupported = 0x9B;

    /// <summary>Words for a code, with the code.</summary>
    public static string Describe(int code) => string.Create(CultureInfo.InvariantCulture, $"{Words(code)} (reason 0x{code:X2})");

    /// <summary>The code of MQTT 5 for an answer to CONNECT of MQTT 3.1.1; others stay as they are.</summary>
    public static int OfConnack(int code) => code switch
    {
        1 => UnsupportedVersion,
        2 => 0x85,
        3 => 0x88,
        4 => BadUserOrPassword,
        5 => NotAuthorised,
        _ => code,
    };

    private static string Words(int code) => code switch
    {
        0x00 => "accepted",
        0x01 or 0x02 => "granted",
        0x10 => "accepted, nobody listens",
        0x80 => "refused without a reason",
        0x81 => "malformed packet",
        0x82 => "protocol error",
        0x83 => "refused by a rule of the broker",
        UnsupportedVersion => "this version of MQTT is not spoken here",
        0x85 => "client id not allowed",
        BadUserOrPassword => "wrong user name or password",
        NotAuthorised => "not authorised",
        0x88 => "server unavailable",
        0x89 => "server busy",
        0x8A => "banned by an administrator",
        0x8B => "server shuts down",
        0x8D => "nothing was heard from this client within the keep-alive time",
        SessionTakenOver => "another client connected with the same client id",
        0x8F => "topic filter not accepted",
        0x90 => "topic not accepted",
        0x93 => "too many unacknowledged messages",
        PacketTooLarge => "packet too large",
        0x96 => "messages come too fast",
        0x97 => "quota exceeded",
        0x98 => "ended by an administrator",
        PayloadFormatInvalid => "payload is not of the stated format",
        0x9A => "retained messages are not supported",
        QosNotSupported => "this quality of service is not supported",
        0x9C => "another server is to be used for now",
        0x9D => "the server has moved",
        0x9E => "shared subscriptions are not supported",
        0x9F => "connections come too fast",
        0xA0 => "maximum connect time reached",
        0xA2 => "wildcards in subscriptions are not supported",
        _ => "unknown answer",
    };
}
