using System.Globalization;
using System.Net.Sockets;

namespace Glip.Sinks;

/// <summary>Why there was no answer, in words.</summary>
/// <param name="options">Whose attempts.</param>
/// <param name="tls">Of the same attempts.</param>
internal sealed class WebhookFault(WebhookOptions options, WebhookTls tls)
{
    public string NoAnswer => string.Create(CultureInfo.InvariantCulture, $"does not answer within {options.Timeout.TotalSeconds:0.#} s");

    /// <summary>Whether there was a connection, for some time.</summary>
    public static bool IsAfterConnecting(HttpRequestException e) =>
        e.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError);

    public string Of(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"cannot be reached: the name '{options.Address.Uri.Host}' is unknown",
        HttpRequestError.SecureConnectionError => $"cannot be trusted: {tls.Refusal ?? $"TLS failed ({e.GetBaseException().Message})"}",
        HttpRequestError.ConnectionError => $"cannot be reached: {Cause(e)}",
        HttpRequestError.ResponseEnded => "closed the connection before it answered",
        _ when e.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown } => "closed the connection before it answered",
        _ => $"does not answer as expected of a web server: {Cause(e)}",
    };

    private static string Cause(Exception e) => e.GetBaseException() is SocketException socket ? socket.Message.ToLowerInvariant() : e.GetBaseException().Message;
}
