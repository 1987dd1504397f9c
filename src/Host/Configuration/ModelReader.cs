namespace Glip.Host;

/// <summary>Reads which model is used, and how.</summary>
internal static class ModelReader
{
    private static readonly TimeSpan s_maxAge = TimeSpan.FromSeconds(1);

    /// <param name="section">Null when there is none.</param>
    /// <param name="folder">What relative paths start at.</param>
    public static ModelConfiguration Read(YamlSection? section, string folder)
    {
        var package = section?.Optional("package")?.Text();
        var model = new ModelConfiguration(
            package is null ? Installation.DefaultModel : Path.GetFullPath(Path.Combine(folder, package)),
            section?.Optional("device")?.Match("^(auto|cpu|cuda(:[0-9]{1,2})?|tensorrt(:[0-9]{1,2})?)$", "auto, cpu, cuda, cuda:N or tensorrt") ?? "auto",
            section?.Optional("max_batch")?.Integer(1, 64),
            section?.Optional("max_wait")?.Duration(TimeSpan.Zero, TimeSpan.FromSeconds(1)) ?? TimeSpan.Zero,
            section?.Optional("max_age")?.Duration(TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(10)) ?? s_maxAge);
        section?.RefuseOthers();
        return model;
    }
}
