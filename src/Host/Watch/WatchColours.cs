namespace Glip.Host;

/// <summary>Colours of terminals.</summary>
/// <remarks>Source: ECMA-48, section 8.3.117, "select graphic rendition"; https://no-color.org for switching them off.</remarks>
internal static class WatchColours
{
    /// <summary>Whether the user wants any.</summary>
    public static bool AreWanted => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <param name="text">Text without control characters.</param>
    /// <param name="style">How it is to look.</param>
    public static string Of(string text, WatchStyle style) => style switch
    {
        WatchStyle.Bold => $"\e[1m{text}\e[0m",
        WatchStyle.Faint => $"\e[2m{text}\e[0m",
        WatchStyle.Green => $"\e[32m{text}\e[0m",
        WatchStyle.Yellow => $"\e[33m{text}\e[0m",
        _ => text,
    };
}
