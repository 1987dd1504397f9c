using Glip.Core;

namespace Glip.Ingest;

/// <summary>Where frames come from. As text it is fit to be seen: without user name, password and what else is secret in it.</summary>
public sealed record SourceAddress
{
    private SourceAddress(AddressKind kind, string full)
    {
        Kind = kind;
        Full = full;
    }

    public AddressKind Kind { get; }

    /// <summary>Whether frames come at the pace of the world, until somebody ends it; files end by themselves.</summary>
    public bool IsLive => Kind is not (AddressKind.File or AddressKind.HttpFile);

    /// <summary>Whether it is reached over a network.</summary>
    internal bool IsRemote => Kind is not (AddressKind.File or AddressKind.V4l2);

    /// <summary>As ffmpeg takes it, secrets included: for ffmpeg only.</summary>
    internal string Full { get; }

    /// <summary>What must not be seen anywhere.</summary>
    internal IReadOnlyList<string> Secrets => AddressSecrets.Find(Full);

    /// <summary>Understands an address as a user writes it: a URL, a device, or the path of a file.</summary>
    /// <param name="text">Such as <c>rtsp://user:password@camera/stream</c>, <c>/dev/video0</c> or <c>clip.mp4</c>.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <exception cref="ConfigurationException">It is none of these.</exception>
    public static SourceAddress Parse(string text, string folder)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0 || trimmed.Any(char.IsControl))
        {
            throw new ConfigurationException($"'{SourceUrl.Hide(new string([.. trimmed.Where(c => !char.IsControl(c))]))}' is no source; expected {SourceUrl.Expected}");
        }

        return SourceUrl.Split(trimmed) is { } url ? new(url.Check(), trimmed) : ParsePath(trimmed, folder);
    }

    public override string ToString() => IsRemote ? Redaction.HideInAddresses(Full) : Full;

    private static SourceAddress ParsePath(string path, string folder)
    {
        const string prefix = "v4l2:";
        var device = path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? path[prefix.Length..] : path;
        return device.Length < path.Length || device.StartsWith("/dev/v", StringComparison.Ordinal)
            ? new(AddressKind.V4l2, device)
            : new(AddressKind.File, Path.GetFullPath(path, Path.GetFullPath(folder)));
    }
}
