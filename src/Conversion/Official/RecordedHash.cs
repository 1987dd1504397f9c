using System.Security.Cryptography;
using Glip.Core;

namespace Glip.Conversion;

/// <summary>The SHA-256 that a file had when it was first used, beside it in <c>FILE.sha256</c>, as <c>sha256sum</c> writes and checks it.</summary>
/// <param name="path">Where the record is.</param>
internal sealed class RecordedHash(string path)
{
    private const int HexDigits = 64;

    /// <summary>Computes the hash of a file; compares it with the record, or makes the record.</summary>
    /// <param name="file">The file, from its first byte.</param>
    /// <param name="name">Its name in the record.</param>
    /// <returns>64 lower-case hex digits.</returns>
    /// <exception cref="CheckpointException">The file is not what it was at its first use.</exception>
    /// <exception cref="UnavailableException">The file cannot be read, or the record not be written.</exception>
    public async Task<string> CheckAsync(FileStream file, string name, CancellationToken cancellationToken)
    {
        try
        {
            var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
            if (!File.Exists(path))
            {
                await WriteAsync(found, name, cancellationToken).ConfigureAwait(false);
                return found;
            }

            var recorded = await ReadAsync(cancellationToken).ConfigureAwait(false);
            return found == recorded
                ? found
                : throw new CheckpointException(
                    $"{file.Name}: has changed: SHA-256 is {found}; expected {recorded} as at its first use; delete {file.Name} to get it again, or {path} to accept the change");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnavailableException($"{file.Name}: cannot be checked ({e.Message.TrimEnd('.')}); expected a file that can be read and a record that can be written", e);
        }
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var line = (await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)).TrimStart();
        return line.Length >= HexDigits && line[..HexDigits].All(char.IsAsciiHexDigit)
            ? line[..HexDigits].ToLowerInvariant()
            : throw new CheckpointException($"{path}: holds no SHA-256; expected 64 hex digits and a name; delete {path} to record it again");
    }

    private async Task WriteAsync(string hash, string name, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path + ".new", $"{hash}  {name}\n", cancellationToken).ConfigureAwait(false);
        File.Move(path + ".new", path, overwrite: true);
    }
}
