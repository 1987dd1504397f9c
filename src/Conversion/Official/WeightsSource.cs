using Glip.Core;

namespace Glip.Conversion;

/// <summary>Where weights are taken from: an address, or a file on this machine.</summary>
public sealed class WeightsSource
{
    private readonly Uri? _address;
    private readonly string _file;

    private WeightsSource(Uri? address, string file) => (_address, _file) = (address, file);

    /// <summary>Whether the weights come over the network.</summary>
    public bool IsAddress => _address is not null;

    /// <summary>Address without secrets, or path.</summary>
    public string Origin => _address is null ? _file : PublicAddress.Of(_address);

    /// <param name="text">An address (http, https), or the path of a file.</param>
    /// <exception cref="ConfigurationException">It is neither.</exception>
    public static WeightsSource Of(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            return File.Exists(text)
                ? new(address: null, Path.GetFullPath(text))
                : throw new ConfigurationException($"{text}: there is no such file; expected a file of weights, or an address that begins with https://");
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && FileName(address).Length > 0
            ? new(address, FileName(address))
            : throw new ConfigurationException("the address of the weights is not usable; expected https://HOST/PATH/FILE"); // It may hold a password.
    }

    public static WeightsSource Of(Uri address) => Of(address.OriginalString);

    /// <summary>Makes sure that the weights are on this machine and are those of the first time.</summary>
    /// <param name="folder">Where downloads are kept.</param>
    /// <param name="download">Fetches what is missing.</param>
    /// <param name="progress">Told how far a download is.</param>
    /// <exception cref="UnavailableException">The file cannot be fetched, read or written.</exception>
    /// <exception cref="CheckpointException">The file is not what it was at its first use.</exception>
    public Task<WeightsFile> GetAsync(string folder, Download download, IProgress<DownloadProgress> progress, CancellationToken cancellationToken) =>
        _address is null ? UseAsync(folder, cancellationToken) : FetchAsync(_address, Path.Combine(folder, _file), download, progress, cancellationToken);

    private async Task<WeightsFile> UseAsync(string folder, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(_file);
        var record = RecordBeside(_file) ?? Path.Combine(folder, name + ".sha256");
        using var file = Read(_file);
        return new(_file, _file, await new RecordedHash(record).CheckAsync(file, name, cancellationToken).ConfigureAwait(false));
    }

    private async Task<WeightsFile> FetchAsync(Uri address, string file, Download download, IProgress<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        var hash = "";
        var record = new RecordedHash(file + ".sha256");
        if (File.Exists(file))
        {
            if (PartNote.Read(PartNote.PathOf(file)) is { } note && note.Address != Origin)
            {
                throw new ConfigurationException($"{file}: comes from {note.Address}; expected {Origin}; delete it and {file}.sha256 to download it from there");
            }

            using var kept = Read(file);
            await CheckAsync(kept).ConfigureAwait(false);
        }
        else
        {
            await download.RunAsync(address, file, progress, CheckAsync, cancellationToken).ConfigureAwait(false);
        }

        return new(file, Origin, hash);

        async Task CheckAsync(FileStream present) => hash = await record.CheckAsync(present, _file, cancellationToken).ConfigureAwait(false);
    }

    private static FileStream Read(string file)
    {
        try
        {
            return new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnavailableException($"{file}: cannot be opened ({e.Message.TrimEnd('.')}); expected a file that can be read", e);
        }
    }

    private static string FileName(Uri address) => Path.GetFileName(Uri.UnescapeDataString(address.AbsolutePath));

    /// <returns>The record beside a file; null where none can be made.</returns>
    private static string? RecordBeside(string file)
    {
        var record = file + ".sha256";
        try
        {
            using var probe = new FileStream(record, FileMode.OpenOrCreate, FileAccess.ReadWrite);
            var isNew = probe.Length == 0;
            probe.Dispose();
            if (isNew)
            {
                File.Delete(record);
            }

            return record;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
