using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>Shell scripts in the place of ffmpeg or ffprobe.</summary>
internal static class FakeProgram
{
    /// <summary>Writes a script; the other programs are found on PATH.</summary>
    public static FfmpegProcess Make(TemporaryFolder folder, string name, string script)
    {
        var path = folder.File(name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return new FfmpegProcess($"{folder.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}");
    }
}
