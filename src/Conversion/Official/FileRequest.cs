using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace Glip.Conversion;

/// <summary>Asks a server for a file or what is missing of it, and follows it when it points elsewhere.</summary>
internal sealed class FileRequest(HttpClient http)
{
    private const int MaxRedirects = 10;

    /// <param name="address">Where the file is; its user and password go to this server only.</param>
    /// <param name="offset">First byte that is missing; 0 for the whole file.</param>
    /// <param name="validator">What the server must still call the file for its rest to be sent; needed when there is an offset.</param>
    /// <returns>The answer: 200, 206 or 416. Its body has not been read.</returns>
    /// <exception cref="TransferException">Any other answer, or none.</exception>
    public async Task<HttpResponseMessage> SendAsync(Uri address, long offset, string? validator, CancellationToken cancellationToken)
    {
        var at = address;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = Create(at, offset, validator);
            request.Headers.Authorization = PublicAddress.IsSameServer(at, address) ? PublicAddress.Credentials(address) : null;
            var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return response;
            }

            using (response)
            {
                at = Redirection(at, response) ?? throw Refused(response);
            }
        }

        throw new TransferException($"more than {MaxRedirects} redirections; expected a file", mayPass: false);
    }

    private static HttpRequestMessage Create(Uri address, long offset, string? validator)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new("glip", "1"));
        request.Headers.AcceptEncoding.Add(new("identity"));
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
            request.Headers.TryAddWithoutValidation("If-Range", validator);
        }

        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new TransferException((e.InnerException ?? e).Message.TrimEnd('.'), mayPass: e.InnerException is not AuthenticationException, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransferException("the server does not answer", mayPass: true, e);
        }
    }

    private static Uri? Redirection(Uri from, HttpResponseMessage response)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
        {
            return null;
        }

        var to = new Uri(from, location);
        return to.Scheme == Uri.UriSchemeHttps || (to.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp)
            ? to
            : throw new TransferException($"redirected from {from.Scheme} to {PublicAddress.Of(to)}; expected https", mayPass: false);
    }

    private static TransferException Refused(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        return new($"HTTP {status} {response.ReasonPhrase}".TrimEnd(), mayPass: status is 408 or 425 or 429 or >= 500) { RetryAfter = response.Headers.RetryAfter?.Delta };
    }
}
