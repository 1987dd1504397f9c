using System.Net;

namespace Glip.Sinks.Tests;

public sealed class WebhookAnswerTests
{
    [Theory]
    [InlineData(200, "Accepted")]
    [InlineData(202, "Accepted")]
    [InlineData(299, "Accepted")]
    [InlineData(301, "Refused")]
    [InlineData(304, "Refused")]
    [InlineData(400, "Refused")]
    [InlineData(401, "Later")]
    [InlineData(403, "Later")]
    [InlineData(404, "Refused")]
    [InlineData(408, "Later")]
    [InlineData(410, "Refused")]
    [InlineData(425, "Later")]
    [InlineData(429, "Later")]
    [InlineData(500, "Later")]
    [InlineData(503, "Later")]
    [InlineData(599, "Later")]
    public void Of_Status_DecidesWhatBecomesOfTheMessage(int status, string verdict)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        var answer = WebhookAnswer.Of(response, string.Empty, Samples.Now);

        Assert.Equal((verdict, $"http_{status}"), (answer.Verdict.ToString(), answer.Reason));
        Assert.StartsWith($"answers {status}", answer.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("30", 30)]
    [InlineData("3600", 300)]
    [InlineData("Sat, 21 Nov 2026 09:15:05 GMT", 59.52)]
    [InlineData("Sat, 21 Nov 2020 09:15:05 GMT", 0)]
    [InlineData("Sat, 21 Nov 2099 09:15:05 GMT", 300)]
    [InlineData("-5", 0)]
    [InlineData("soon", 0)]
    public void RetryAfter_OfTheAnswer_IsATimeOfAtMostFiveMinutes(string? value, double seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", value);

        Assert.Equal(TimeSpan.FromSeconds(seconds), WebhookAnswer.Of(response, string.Empty, Samples.Now).RetryAfter);
    }
}
