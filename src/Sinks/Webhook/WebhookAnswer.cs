using System.Globalization;
using System.Net;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>What came of a POST.</summary>
/// <param name="Verdict">What becomes of the message.</param>
/// <param name="Words">What was answered or went wrong, on one line, without secrets.</param>
internal sealed record WebhookAnswer(WebhookVerdict Verdict, string Words)
{
    private const int MostShown = 200;

    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>Why a message was refused, in one word, for those who count.</summary>
    public string Reason { get; private init; } = string.Empty;

    /// <summary>How long the receiver wants to be left alone; 5 minutes at most.</summary>
    public TimeSpan RetryAfter { get; private init; }

    /// <summary>There was none, and there is nothing to be told of it.</summary>
    public static WebhookAnswer Unknown { get; } = new(WebhookVerdict.Unknown, string.Empty);

    /// <summary>There was none.</summary>
    public static WebhookAnswer None(string words) => new(WebhookVerdict.Later, Line(words));

    /// <param name="response">The answer; its body is not read here.</param>
    /// <param name="text">What was read of the body.</param>
    /// <param name="now">What a date in <c>Retry-After</c> is counted from.</param>
    public static WebhookAnswer Of(HttpResponseMessage response, string text, DateTimeOffset now)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return new(VerdictOn(response.StatusCode), $"answers {status}{Details(response, text)}") { Reason = $"http_{status}", RetryAfter = RetryTime(response, now) };
    }

    private static string Details(HttpResponseMessage response, string text) =>
        (int)response.StatusCode / 100 == 3 ? $" and points to '{Line(response.Headers.Location?.OriginalString ?? "nowhere")}'; expected an address that takes events itself" :
        text.Length > 0 ? $": '{Line(text)}'" : string.Empty;

    /// <summary>Text from outside: secrets are hidden before it is cut, so that no part of one stays.</summary>
    private static string Line(string text)
    {
        var hidden = Redaction.Hide(text);
        return Shown.Text(hidden.Length > MostShown ? hidden[..MostShown] + "…" : hidden);
    }

    private static WebhookVerdict VerdictOn(HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => WebhookVerdict.Accepted,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => WebhookVerdict.Later, // somebody will put the password right
        HttpStatusCode.RequestTimeout or (HttpStatusCode)425 or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => WebhookVerdict.Later, // 425: Too Early, RFC 8470
        _ => WebhookVerdict.Refused,
    };

    private static TimeSpan RetryTime(HttpResponseMessage response, DateTimeOffset now)
    {
        var wanted = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > now => date - now,
            _ => TimeSpan.Zero,
        };
        return wanted < s_longestRetryAfter ? wanted : s_longestRetryAfter;
    }
}
