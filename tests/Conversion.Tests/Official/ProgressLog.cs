namespace Glip.Conversion.Tests;

/// <summary>All that a download told.</summary>
internal sealed class ProgressLog : List<DownloadProgress>, IProgress<DownloadProgress>
{
    public void Report(DownloadProgress value) => Add(value);
}
