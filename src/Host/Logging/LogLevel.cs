namespace Glip.Host;

/// <summary>How much a log line matters.</summary>
internal enum LogLevel
{
    /// <summary>Something went on as it should.</summary>
    Info,

    /// <summary>Something does not work, and is tried again.</summary>
    Warn,

    /// <summary>Something will not work until somebody does something about it.</summary>
    Error,
}
