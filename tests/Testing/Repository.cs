namespace Glip.Testing;

/// <summary>Where the files of the repository are.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Nano => Path.Combine(Root, "models", "nano");

    public static string DemoClip => Path.Combine(Root, "demo", "street.mp4");

    /// <summary>A file below <c>tests/Data</c>.</summary>
    public static string Data(params string[] path) => Path.Combine([Root, "tests", "Data", .. path]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Glip.Stream.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }
}
