using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Glip.Host;

/// <summary>Says with every answer that it is of this moment, and nothing else than it claims to be.</summary>
internal static class SafeHeaders
{
    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        context.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        return next(context);
    }
}
