using System.Reflection;

namespace Glip.Host;

/// <summary>Where the files that ship with the program are.</summary>
internal static class Installation
{
    /// <summary>The folder with <c>models</c> and <c>demo</c>: <c>GLIP_HOME</c>, or the nearest one above the program.</summary>
    public static string Home { get; } = Environment.GetEnvironmentVariable("GLIP_HOME") ?? FindHome();

    /// <summary>Version of the program, such as <c>1.0.0</c>.</summary>
    public static string Version { get; } = typeof(Installation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static string DefaultModel => Model("nano");

    /// <summary>The word pieces of bert-base-uncased, which all GLIP models take.</summary>
    public static string Vocabulary => Path.Combine(DefaultModel, "vocab.txt");

    public static string DemoConfiguration => Path.Combine(Home, "demo", "demo.yaml");

    /// <summary>Libraries for graphics processors, which <c>./setup --gpu</c> fetches.</summary>
    public static string GpuLibraries => Path.Combine(Home, ".deps", "onnxruntime-gpu");

    /// <summary>The folder of a model package that has a name of its own.</summary>
    public static string Model(string name) => Path.Combine(Home, "models", name);

    private static string FindHome()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "models")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }
}
