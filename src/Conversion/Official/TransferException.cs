namespace Glip.Conversion;

/// <summary>An attempt to download failed.</summary>
/// <param name="message">What was found and what was expected, without the address.</param>
/// <param name="mayPass">Whether another attempt may succeed.</param>
internal sealed class TransferException(string message, bool mayPass, Exception? innerException = null) : Exception(message, innerException)
{
    public bool MayPass { get; } = mayPass;

    /// <summary>How long the server asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
