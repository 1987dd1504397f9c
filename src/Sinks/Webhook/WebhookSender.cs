using System.Text;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Posts single messages, over a connection that is kept. For one thread at a time.</summary>
internal sealed class WebhookSender : IDisposable
{
    private const int MostRead = 4096;

    private static readonly TimeSpan s_longestConnection = TimeSpan.FromMinutes(15); // so that a change of address is noticed

    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;
    private readonly WebhookFault _fault;
    private readonly HttpClient _client;
    private bool _keepsConnection;

    /// <exception cref="ConfigurationException">The file of authorities cannot be used.</exception>
    public WebhookSender(WebhookOptions options, TimeProvider time)
    {
        var tls = new WebhookTls(options);
        _options = options;
        _time = time;
        _fault = new(options, tls);
        _client = new(Handler(options, tls)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Posts a message once.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<WebhookAnswer> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var mayBeStale = _keepsConnection; // servers close connections that were idle, some after every answer
        _keepsConnection = false;
        using var patience = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            using var request = WebhookRequest.Of(message, _options, _time.GetUtcNow());
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            _keepsConnection = true;
            return WebhookAnswer.Of(response, await ReadAsync(response, either.Token).ConfigureAwait(false), _time.GetUtcNow());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WebhookAnswer.None(_fault.NoAnswer);
        }
        catch (HttpRequestException e)
        {
            return mayBeStale && WebhookFault.IsAfterConnecting(e) ? WebhookAnswer.Unknown : WebhookAnswer.None(_fault.Of(e));
        }
    }

    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler Handler(WebhookOptions options, WebhookTls tls) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        SslOptions = tls.Options,
        PooledConnectionLifetime = s_longestConnection,
        ConnectTimeout = options.Timeout, // an attempt to connect outlives the message that it began for
        MaxResponseDrainSize = 0, // the connection of an answer that goes on is closed
    };

    /// <summary>Reads 4 KiB of an answer's body at most. One that does not arrive changes nothing: the status has said enough.</summary>
    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostRead];
        try
        {
            using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return Encoding.UTF8.GetString(bytes, 0, read);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            return string.Empty;
        }
    }
}
