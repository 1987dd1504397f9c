namespace Glip.Sinks;

/// <summary>Deletes the pictures of a camera's events once they are old, and nothing else.</summary>
/// <param name="folder">Folder of the pictures of one stream. It need not exist.</param>
/// <param name="keep">Pictures that were last written longer ago are deleted.</param>
/// <param name="clock">Gives the present time.</param>
public sealed class SnapshotCleaning(string folder, TimeSpan keep, TimeProvider clock)
{
    private const int VersionOfCameras = 7; // of event ids
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(1);

    private long? _cleanedAt;

    /// <summary>Deletes what is old when it is called first, and again when an hour has gone by since.</summary>
    internal void RunWhenDue()
    {
        if (_cleanedAt is not { } last || clock.GetElapsedTime(last) >= s_interval)
        {
            _cleanedAt = clock.GetTimestamp();
            Run(clock.GetUtcNow().UtcDateTime - keep);
        }
    }

    private static bool IsPicture(string name)
    {
        var picture = name.EndsWith(OutputFile.Unfinished, StringComparison.Ordinal) ? name[..^OutputFile.Unfinished.Length] : name;
        return Path.GetExtension(picture) == ".jpg" && Guid.TryParseExact(Path.GetFileNameWithoutExtension(picture), "D", out var eventId) && eventId.Version == VersionOfCameras;
    }

    private void Run(DateTime time)
    {
        try
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < time && IsPicture(file.Name)))
            {
                OutputFile.TryDelete(file.FullName);
            }
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            // No pictures yet; or the disk is gone, which the next picture will tell.
        }
    }
}
