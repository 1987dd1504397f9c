using System.Globalization;

namespace Glip.Sinks;

/// <summary>A message as a POST: its JSON as on MQTT, with what a receiver needs first in headers.</summary>
internal static class WebhookRequest
{
    /// <param name="message">The message.</param>
    /// <param name="options">Where it goes, and the key of its signature.</param>
    /// <param name="now">When it is sent.</param>
    public static HttpRequestMessage Of(OutboxMessage message, WebhookOptions options, DateTimeOffset now)
    {
        var body = message.Payload(now);
        var seq = message.Seq.ToString(CultureInfo.InvariantCulture);
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, options.Address.Uri) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Authorization = options.Address.Authorization;
        request.Headers.Add("User-Agent", EventJson.Producer);
        request.Headers.Add("Glip-Event-Id", message.EventId);
        request.Headers.Add("Glip-Seq", seq);
        request.Headers.Add("Glip-Stream", message.Stream);
        request.Headers.Add("Glip-Type", message.Type);
        request.Headers.Add("Glip-Delivery", $"{message.EventId}:{seq}");
        request.Headers.Add("Glip-Timestamp", timestamp);
        if (options.Secret is { } secret)
        {
            request.Headers.Add("Glip-Signature", WebhookSignature.Of(secret, timestamp, body));
        }

        return request;
    }
}
