namespace Glip.Core;

/// <summary>Programs of the ffmpeg project.</summary>
public enum FfmpegProgram
{
    Ffmpeg,
    Ffprobe,
}
