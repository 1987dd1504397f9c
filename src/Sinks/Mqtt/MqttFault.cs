using System.ComponentModel;
using System.Globalization;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Ends of connections in words: what, where, what was expected.</summary>
/// <param name="options">Whose connections.</param>
internal sealed class MqttFault(MqttOptions options)
{
    private const int BrokenPipe = 32; // EPIPE
    private const int ProtocolError = 71; // EPROTO: what the library makes of the end of TLS
    private const int ConnectionReset = 104; // ECONNRESET
    private const int TryAgain = 11; // EAGAIN
    private const int InProgress = 115; // EINPROGRESS

    private string Broker => $"the broker {options.Address}";

    private string Authorities => options.Tls.AuthorityPath is { } path ? $"an authority in '{path}'" : "an authority of the system";

    /// <summary>Whether an error number says nothing against a TCP connection having come about.</summary>
    public static bool IsAfterReaching(int error) => error is 0 or BrokenPipe or ConnectionReset or TryAgain or InProgress;

    public MqttEnd NameUnknown(string why) =>
        End(MqttEndKind.Unreachable, $"{Broker} cannot be reached: the name '{options.Address.Host}' is unknown ({why})");

    public MqttEnd Unreachable(int error) => End(MqttEndKind.Unreachable, $"{Broker} cannot be reached: {Words(error)}");

    public MqttEnd NoAnswer(MqttPhase phase, TimeSpan patience) => phase == MqttPhase.Reaching
        ? End(MqttEndKind.Unreachable, $"{Broker} cannot be reached: no answer within {Seconds(patience)}")
        : End(MqttEndKind.Refused, $"{Broker} accepts connections but does not answer CONNECT within {Seconds(patience)}; expected a broker that speaks MQTT{(options.Address.UsesTls ? " over TLS" : string.Empty)} on this port");

    /// <summary>The broker has answered CONNECT, and not with 0.</summary>
    public MqttEnd Refused(int reason, string? words) => reason == MqttReason.UnsupportedVersion
        ? End(MqttEndKind.VersionRefused, $"{Broker} refuses the connection: {MqttReason.Describe(reason)}")
        : End(reason is MqttReason.BadUserOrPassword or MqttReason.NotAuthorised ? MqttEndKind.Denied : MqttEndKind.Refused, $"{Broker} refuses {Who}: {MqttReason.Describe(reason)}{Hint(reason)}{(words is null ? string.Empty : $"; it says '{words}'")}");

    /// <summary>The broker has ended the connection with DISCONNECT.</summary>
    public MqttEnd Ended(int reason) => End(MqttEndKind.Lost, $"{Broker} ended the connection: {MqttReason.Describe(reason)}{Hint(reason)}");

    /// <summary>TLS could not be agreed upon.</summary>
    /// <param name="said">What OpenSSL said.</param>
    public MqttEnd Untrusted(IReadOnlyCollection<string> said)
    {
        bool Says(string part) => said.Any(line => line.Contains(part, StringComparison.OrdinalIgnoreCase));

        var why =
            Says("host name verification failed") ? $"its certificate is for another name; expected one for '{options.Address.Host}'" :
            Says("certificate verify failed") ? $"its certificate is not trusted; expected one that is valid now and signed by {Authorities}" :
            Says("wrong version number") || Says("packet length too long") ? "it does not speak TLS on this port; expected mqtt:// or another port" :
            Says("alert certificate required") || Says("alert handshake failure") ? "it refuses a client without certificate; expected a client certificate and its key" :
            Says("alert unknown ca") || Says("alert bad certificate") || Says("alert certificate") ? "it does not accept the client certificate" :
            said.Count > 0 ? $"TLS failed ({said.Last()})" : "the connection was closed during the TLS handshake";
        return End(MqttEndKind.Untrusted, $"no safe connection to {Broker}: {why}");
    }

    /// <summary>The connection broke.</summary>
    /// <param name="phase">How far it had come.</param>
    /// <param name="result">What the library says.</param>
    /// <param name="error">Error number of the system.</param>
    public MqttEnd Broken(MqttPhase phase, MosquittoError result, int error) => (phase, result) switch
    {
        (MqttPhase.Leaving, _) => Left(),
        (_, MosquittoError.KeepAlive) => End(MqttEndKind.Lost, $"{Broker} was silent for {Seconds(options.KeepAlive)} and did not answer when asked (keep-alive)"),
        (MqttPhase.Connected, MosquittoError.Errno) => End(MqttEndKind.Lost, $"the connection to {Broker} was lost: {Words(error)}"),
        (MqttPhase.Connected, MosquittoError.ConnectionLost) => End(MqttEndKind.Lost, $"the connection to {Broker} was lost: closed by the other side; when that goes on, another client may have the id '{options.ClientId}'"),
        (_, MosquittoError.Errno or MosquittoError.ConnectionLost) => End(MqttEndKind.ClosedEarly, $"{Broker} closed the connection before it answered CONNECT; expected a broker that speaks MQTT {OverTls} on this port"),
        _ => End(MqttEndKind.Lost, $"the connection to {Broker} failed: it does not keep to the protocol ({result})"),
    };

    public MqttEnd Left() => new(MqttEndKind.Left, $"the connection to {Broker} was ended by this side");

    /// <summary>The reason for which a client certificate is refused may get lost on its way.</summary>
    private string OverTls =>
        !options.Address.UsesTls ? "without TLS" : options.Tls.CertificatePath is null ? "over TLS without a client certificate" : "over TLS and accepts the client certificate";

    private string Who => options.Address.User is { } user ? $"user '{user}'" : "a client without user name";

    private string Hint(int reason) => reason switch
    {
        MqttReason.NotAuthorised or MqttReason.BadUserOrPassword => "; expected a user that it knows, with the right password",
        MqttReason.SessionTakenOver => $"; expected nobody else to be '{options.ClientId}': each program needs an instance name of its own",
        _ => string.Empty,
    };

    private static MqttEnd End(MqttEndKind kind, string message) => new(kind, Redaction.Hide(message));

    private static string Words(int error) => error is 0 or ProtocolError ? "closed by the other side" : new Win32Exception(error).Message.ToLowerInvariant();

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
