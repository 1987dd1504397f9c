namespace Glip.Testing;

/// <summary>Clips for <see cref="TestCameras"/>: 10 frames a second, a key frame each second. Each is made once for all tests of a process.</summary>
public static class CameraClips
{
    /// <summary>Arguments of ffmpeg for a clip that cameras can play: no B-frames, access units with delimiters.</summary>
    public static string[] Encoding { get; } = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-bf", "0", "-g", "10", "-aud", "1"];

    private static readonly Lazy<string> s_folder = new(MakeFolder);
    private static readonly Lazy<string> s_small = new(() => MakePattern("small.h264", "192x144"));
    private static readonly Lazy<string> s_large = new(() => MakePattern("large.h264", "320x240"));
    private static readonly Lazy<string> s_grey = new(() => TestMedia.MakeGrey(File("grey.h264"), 40, 10, Encoding, "192x144"));
    private static readonly Lazy<string> s_street = new(() =>
        TestMedia.Make(File("street.h264"), ["-ss", "8", "-i", Repository.DemoClip, "-t", "8", "-vf", "scale=384:288", .. Encoding]));

    private static readonly Lazy<string> s_still = new(() =>
        TestMedia.Make(File("still.h264"), ["-ss", "6", "-i", Repository.DemoClip, "-vf", "scale=384:288,loop=loop=-1:size=1", "-r", "10", "-frames:v", "30", .. Encoding]));

    /// <summary>A moving pattern of 192 by 144 pixels, 3 s.</summary>
    public static string Small => s_small.Value;

    /// <summary>A moving pattern of 320 by 240 pixels, 3 s.</summary>
    public static string Large => s_large.Value;

    /// <summary>40 plain frames of 192 by 144 pixels, each of its own grey level: <see cref="TestMedia.GreyOf"/>.</summary>
    public static string Grey => s_grey.Value;

    /// <summary>8 s of the demo, with people, at 384 by 288 pixels.</summary>
    public static string Street => s_street.Value;

    /// <summary>One picture of the demo, with people and a car, at 384 by 288 pixels, for 3 s.</summary>
    public static string Still => s_still.Value;

    private static string File(string name) => Path.Combine(s_folder.Value, name);

    private static string MakePattern(string name, string size) => TestMedia.Make(File(name), ["-f", "lavfi", "-i", $"testsrc2=s={size}:r=10:d=3", .. Encoding]);

    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("glip-clips-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
