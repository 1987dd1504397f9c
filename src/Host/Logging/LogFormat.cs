namespace Glip.Host;

/// <summary>For whom the log is written.</summary>
internal enum LogFormat
{
    /// <summary>One line of text for people.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
