using Microsoft.AspNetCore.Http;

namespace Glip.Host;

/// <summary>Writes answers of the web server.</summary>
internal static class Answer
{
    public static async Task WriteAsync(HttpContext context, string type, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
