using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Glip.Host;

/// <summary><c>/metrics</c>: what Prometheus collects.</summary>
internal static class MetricsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, PrometheusExporter metrics) =>
        routes.MapGet("/metrics", context => Answer.WriteAsync(context, PrometheusExporter.ContentType, Encoding.UTF8.GetBytes(metrics.Write())));
}
