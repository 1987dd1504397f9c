namespace Glip.Sinks;

/// <summary>Names of devices and entities in Home Assistant.</summary>
internal static class DeviceName
{
    /// <summary>Such as <c>glip_front_door</c>: other characters than letters, digits, <c>_</c> and <c>-</c> become <c>_</c>.</summary>
    public static string Of(string prefix, string stream) =>
        string.Concat($"{prefix}_{stream}".Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));

    /// <summary>The part of an entity's id behind the full stop: <c>[a-z0-9_]</c>.</summary>
    public static string EntityId(string device) => device.ToLowerInvariant().Replace('-', '_');
}
