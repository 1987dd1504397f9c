using System.CommandLine;
using Glip.Core;
using Glip.Ingest;

namespace Glip.Host;

/// <summary><c>glip demo</c>: the clip and the model that ship with the program.</summary>
internal static class DemoCommand
{
    private static readonly string[] s_files = ["events.jsonl", "annotated.mp4", "report.html"];
    private static readonly string[] s_folders = ["snapshots"];

    public static Command Create(StopSignal stop)
    {
        var folder = new Option<string>("--out")
        {
            Description = "Folder for the results; those of an earlier demo in it are replaced",
            HelpName = "DIR",
            DefaultValueFactory = _ => "demo-results",
        };
        var model = Options.Model();
        var command = new Command("demo", "Find people and cars in the clip that ships with the program. Example: glip demo --out results") { folder, model };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(folder)!, parsed.GetValue(model)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(string folder, string model, StopSignal stop)
    {
        Console.Out.WriteLine("glip demo: a campus road, 80 seconds; looking for: person, car");
        var demo = ConfigurationReader.Read(Installation.DemoConfiguration, folder);
        var configuration = demo with { Model = demo.Model with { Folder = model } };
        RemoveEarlier(configuration.DataFolder);
        var code = await LiveView.ShowAsync(view => new Session(configuration, new FfmpegProcess(), view, RunLog.Silent).RunAsync(stop)).ConfigureAwait(false);
        Console.Out.WriteLine($"Results in {folder}:");
        foreach (var name in s_files.Concat(s_folders).Where(name => Path.Exists(Path.Combine(folder, name))))
        {
            Console.Out.WriteLine($"  {Path.Combine(folder, name)}");
        }

        return code;
    }

    private static void RemoveEarlier(string folder)
    {
        try
        {
            Array.ForEach(s_files, name => File.Delete(Path.Combine(folder, name)));
            foreach (var name in s_folders.Where(name => Directory.Exists(Path.Combine(folder, name))))
            {
                Directory.Delete(Path.Combine(folder, name), recursive: true);
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing there yet.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{folder}: results of an earlier demo cannot be removed ({e.Message.TrimEnd('.')}); expected a folder that can be written", e);
        }
    }
}
