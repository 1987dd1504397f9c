using Glip.Core;

namespace Glip.Ingest;

/// <summary>How a device decodes and scales: arguments of ffmpeg before the input, and filters that end with RGB in memory.</summary>
internal static class DecodePath
{
    /// <summary>Arguments before the input: decoded pictures stay on the device.</summary>
    public static string[] Arguments(DecodeDevice device) => Name(device) is { } name ? ["-hwaccel", name, "-hwaccel_output_format", name] : [];

    /// <summary>Filters that scale. Only the small picture leaves the device.</summary>
    public static string Scale(DecodeDevice device, ResizeRule? rule)
    {
        if (Name(device) is not { } name)
        {
            return PictureFilters.Scale(rule);
        }

        var (width, height) = ResizeExpression.For(rule);
        return $"scale_{name}=w={width}:h={height}:format=nv12,hwdownload,format=nv12,{PictureFilters.ToRgb}";
    }

    private static string? Name(DecodeDevice device) => device switch
    {
        DecodeDevice.Cuda => "cuda",
        DecodeDevice.Vaapi => "vaapi",
        DecodeDevice.Qsv => "qsv",
        _ => null,
    };
}
