using System.Net;
using Glip.Core;

namespace Glip.Conversion;

/// <summary>Fetches a large file over HTTP. What has arrived is kept and continued: after a broken connection, and after a stop.</summary>
/// <remarks>Source: RFC 9110, sections 13.1.5 (If-Range), 14 (range requests) and 15.5.17 (416).</remarks>
public sealed class Download : IDisposable
{
    private const int BufferBytes = 1 << 17;

    private readonly DownloadRules _rules;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly FileRequest _request;

    public Download(DownloadRules rules, TimeProvider time)
        : this(rules, time, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
    }

    internal Download(DownloadRules rules, TimeProvider time, HttpMessageHandler handler)
    {
        (_rules, _time) = (rules, time);
        _http = new HttpClient(handler) { Timeout = rules.Stall };
        _request = new FileRequest(_http);
    }

    /// <summary>Fetches a file; until it is complete it is called <c>FILE.part</c>.</summary>
    /// <param name="address">http or https; a redirection may not lead from https to http. User and password are used and never told.</param>
    /// <param name="file">Path of the file; one that exists is replaced at the end, in one step.</param>
    /// <param name="progress">Told after every block and before every wait.</param>
    /// <param name="inspect">Looks at the complete file before it gets its name; what it throws leaves the part.</param>
    /// <exception cref="UnavailableException">The server refuses, is gone for too long or sends something else than it says; the disk is full.</exception>
    public async Task RunAsync(Uri address, string file, IProgress<DownloadProgress> progress, Func<FileStream, Task> inspect, CancellationToken cancellationToken)
    {
        using var part = PartFile.Open(file, address);
        var (failures, longest) = (0, part.Length);
        while (await TryFetchAsync(address, part, progress, cancellationToken).ConfigureAwait(false) is { } trouble)
        {
            failures = part.Length > longest ? 1 : failures + 1;
            longest = Math.Max(longest, part.Length);
            if (!trouble.MayPass || failures >= _rules.Attempts)
            {
                throw Failed(address, part, trouble);
            }

            progress.Report(new(part.Length, part.Note?.Total, trouble.Message));
            await Task.Delay(_rules.DelayAfter(failures, trouble.RetryAfter), _time, cancellationToken).ConfigureAwait(false);
        }

        await inspect(part.Complete()).ConfigureAwait(false);
        part.Rename(file);
    }

    public void Dispose() => _http.Dispose();

    private static UnavailableException Failed(Uri address, PartFile part, TransferException trouble)
    {
        var kept = part is { Length: > 0, Note.Validator: not null } ? $"; the {part.Length} bytes that have arrived are kept, start again to continue" : "";
        return new($"{PublicAddress.Of(address)}: cannot be downloaded ({trouble.Message}){kept}", trouble);
    }

    /// <returns>Null when the file is complete.</returns>
    private async Task<TransferException?> TryFetchAsync(Uri address, PartFile part, IProgress<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            await FetchAsync(address, part, progress, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (TransferException e)
        {
            return e;
        }
    }

    private async Task FetchAsync(Uri address, PartFile part, IProgress<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        if (part.Length > 0 && part.Note?.Validator is null)
        {
            part.StartOver(note: null); // Nothing tells whether the server still has the same file.
        }

        using var response = await _request.SendAsync(address, part.Length, part.Note?.Validator, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && part.Note?.IsCompletedBy(response, part.Length) == true)
        {
            return;
        }

        Accept(address, part, response);
        CheckSpace(part);
        await CopyAsync(response, part, progress, cancellationToken).ConfigureAwait(false);
        if (part.Note?.Total is { } total && part.Length != total)
        {
            throw new TransferException($"the connection ended after {part.Length} of {total} bytes", mayPass: true);
        }
    }

    private static void Accept(Uri address, PartFile part, HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.OK)
        {
            part.StartOver(PartNote.Of(address, response));
        }
        else if (part.Length == 0 || response.StatusCode != HttpStatusCode.PartialContent || part.Note?.IsContinuedBy(response, part.Length) != true)
        {
            var expected = part.Length;
            part.StartOver(note: null);
            throw new TransferException(
                $"HTTP {(int)response.StatusCode} with the range '{response.Content.Headers.ContentRange}' of {response.Content.Headers.ContentLength} bytes; expected what follows byte {expected}", mayPass: true);
        }
    }

    private static void CheckSpace(PartFile part)
    {
        var missing = part.Note?.Total - part.Length;
        var free = new DriveInfo(part.Path).AvailableFreeSpace;
        if (missing > free)
        {
            throw new TransferException($"{missing} bytes are to come and the disk of {Path.GetDirectoryName(part.Path)} has {free} free", mayPass: false);
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, PartFile part, IProgress<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var buffer = new byte[BufferBytes];
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int read;
            do
            {
                stall.CancelAfter(_rules.Stall);
                read = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
                part.Append(buffer.AsSpan(0, read));
                progress.Report(new(part.Length, part.Note?.Total));
            }
            while (read > 0);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransferException($"the server fell silent after {part.Length} bytes", mayPass: true, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            var total = part.Note?.Total is { } bytes ? $" of {bytes}" : "";
            throw new TransferException($"the connection ended after {part.Length}{total} bytes", mayPass: true, e);
        }
    }
}
