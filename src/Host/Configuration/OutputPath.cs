namespace Glip.Host;

/// <summary>Where a sink writes: one file for all streams, or a folder with a file for each.</summary>
/// <param name="Path">Below the data folder.</param>
/// <param name="IsFolder">Whether the path is a folder.</param>
internal sealed record OutputPath(string Path, bool IsFolder)
{
    /// <param name="dataFolder">What the path is relative to.</param>
    /// <param name="name">Path of the file inside the folder.</param>
    public string In(string dataFolder, string name) =>
        IsFolder ? System.IO.Path.Combine(dataFolder, Path, name) : System.IO.Path.Combine(dataFolder, Path);
}
