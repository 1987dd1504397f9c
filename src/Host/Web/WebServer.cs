using System.Net;
using System.Net.Sockets;
using Glip.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Glip.Host;

/// <summary>The web server of the service. It listens at one address, reads no settings of its own, logs nothing, and answers GET only.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private static readonly TimeSpan s_timeToStop = TimeSpan.FromMilliseconds(500);

    private readonly WebApplication _application;

    private WebServer(WebApplication application, Uri address) => (_application, Address) = (application, address);

    /// <summary>Where it listens, with the port that the system chose when 0 was asked for.</summary>
    public Uri Address { get; }

    /// <summary>Listens from its return on.</summary>
    /// <exception cref="UnavailableException">Another program uses the address.</exception>
    /// <exception cref="ConfigurationException">The address is not one of this machine, or may not be used.</exception>
    public static async Task<WebServer> StartAsync(IPEndPoint listen, IHealthView health, PrometheusExporter metrics, CancellationToken cancellationToken)
    {
        var application = Build(listen);
        HealthEndpoints.Map(application, health);
        MetricsEndpoint.Map(application, metrics);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new WebServer(application, new Uri(application.Urls.Single()));
        }
        catch (Exception e)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            if (Refusal(listen, e) is { } refusal)
            {
                throw refusal;
            }

            throw;
        }
    }

    /// <summary>Answers what was asked, for half a second at most.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(s_timeToStop);
        await _application.StopAsync(patience.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(IPEndPoint listen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            WebLimits.Apply(options);
            options.Listen(listen, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var application = builder.Build();
        application.Use(SafeHeaders.AddAsync);
        return application;
    }

    private static GlipException? Refusal(IPEndPoint listen, Exception e) => e switch
    {
        IOException { InnerException: AddressInUseException } =>
            new UnavailableException($"web.listen {listen}: another program listens there; expected a free port", e),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            new ConfigurationException($"web.listen {listen}: not an address of this machine; expected one of its own, such as 127.0.0.1, or 0.0.0.0 for all", e),
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            new ConfigurationException($"web.listen {listen}: not allowed to listen there; expected a port from 1024 on", e),
        _ => null,
    };
}
