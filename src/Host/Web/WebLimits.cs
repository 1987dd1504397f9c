using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Glip.Host;

/// <summary>What one who asks may cost.</summary>
internal static class WebLimits
{
    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxConcurrentConnections = 100;
        options.Limits.MaxRequestBodySize = 0;
        options.Limits.MaxRequestLineSize = 4 << 10;
        options.Limits.MaxRequestHeaderCount = 50;
        options.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
    }
}
