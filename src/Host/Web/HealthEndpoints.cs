using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glip.Host;

/// <summary>
/// <c>/health/live</c>: the program answers. <c>/health/ready</c>: 200 when the service is ready, else 503, with the state of each stream as JSON.
/// </summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, IHealthView health)
    {
        routes.MapGet("/health/live", context => Answer.WriteAsync(context, "text/plain; charset=utf-8", "ok\n"u8.ToArray()));
        routes.MapGet("/health/ready", context =>
        {
            var ready = health.Ready;
            context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return Answer.WriteAsync(context, "application/json", HealthJson.Write(ready, health.Streams));
        });
    }
}
