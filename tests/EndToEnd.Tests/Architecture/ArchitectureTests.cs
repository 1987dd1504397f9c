using System.Text.RegularExpressions;
using Glip.Conversion;
using Glip.Core;
using Glip.Evaluation;
using Glip.Inference;
using Glip.Ingest;
using Glip.Sinks;
using Glip.Testing;
using Glip.Tracking;

namespace Glip.EndToEnd.Tests;

/// <summary>The shape of the house: who may know whom, and where the borders to other people's code are.</summary>
public sealed class ArchitectureTests
{
    public static TheoryData<Type> Stages => [typeof(FileSource), typeof(GlipDetector), typeof(OcSortTracker), typeof(JsonLinesSink), typeof(ModelConverter), typeof(TrackingScore)];

    [Theory]
    [MemberData(nameof(Stages))]
    public void Stage_RefersTo_CoreOnly(Type typeOfStage)
    {
        var referred = typeOfStage.Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(IsOurs);

        Assert.Equal(["Glip.Core"], referred);
    }

    [Fact]
    public void Core_RefersTo_NothingOfOurs() =>
        Assert.DoesNotContain(typeof(Frame).Assembly.GetReferencedAssemblies(), name => IsOurs(name.Name!));

    [Fact]
    public void OnnxRuntime_IsTouched_InOneFolder() =>
        Assert.All(FilesWith("Microsoft.ML.OnnxRuntime"), file => Assert.StartsWith("src/Inference/Onnx/", file, StringComparison.Ordinal));

    [Fact]
    public void Sqlite_IsTouched_InOneFolder() =>
        Assert.All(FilesWith("SQLitePCL"), file => Assert.StartsWith("src/Sinks/Sqlite/", file, StringComparison.Ordinal));

    [Fact]
    public void NativeCode_IsCalled_FromOneFileALibrary() =>
        Assert.Equal(
            [
                "src/Inference/Onnx/OrtApi.cs", // what the C# binding leaves out
                "src/Ingest/Ffmpeg/FfmpegRun.cs", // libc: size of pipes
                "src/Sinks/Files/LineFile.cs", // libc: appending
                "src/Sinks/Mqtt/LibMosquitto.cs",
                "src/Sinks/Mqtt/SocketWait.cs", // libc: waiting for sockets
                "src/Sinks/Pictures/Cairo.cs",
                "src/Sinks/Pictures/TurboJpeg.cs",
            ],
            FilesWith("[LibraryImport(", "NativeLibrary.GetExport(").Order(StringComparer.Ordinal));

    [Fact]
    public void Processes_AreStarted_InOneFile() =>
        Assert.Equal(["src/Ingest/Ffmpeg/FfmpegProcess.cs"], FilesWith("Process.Start("));

    [Fact]
    public void Tracking_UsesNoClockFilesOrThreads() =>
        Assert.DoesNotContain(
            FilesWith("UtcNow", "TimeProvider", "System.IO", "File.", "Task", "Thread"), file => file.StartsWith("src/Tracking/", StringComparison.Ordinal));

    [Fact]
    public void Files_AreNamedAfterTheirTypes()
    {
        var strays = SourceFiles()
            .Where(file => !file.EndsWith("/Program.cs", StringComparison.Ordinal))
            .Where(file => !Regex.IsMatch(Text(file), $@"\b(class|record|struct|interface|enum)\s+{Regex.Escape(Path.GetFileNameWithoutExtension(file))}\b", RegexOptions.None, TimeSpan.FromSeconds(1)));

        Assert.Empty(strays);
    }

    [Fact]
    public void Namespaces_NeverHideStream() => Assert.Empty(FilesWith("namespace Glip.Stream"));

    private static bool IsOurs(string assembly) => (assembly.StartsWith("Glip.", StringComparison.Ordinal) || assembly == "glip") && assembly != "Glip.OnnxRuntime";

    private static IEnumerable<string> FilesWith(params string[] texts) => SourceFiles().Where(file => texts.Any(text => Text(file).Contains(text, StringComparison.Ordinal)));

    private static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    private static IEnumerable<string> SourceFiles() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Root, path))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));
}
