namespace Glip.Host;

/// <summary>One line of the log.</summary>
/// <param name="Time">When it was written.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Stream">The stream that it is about; null when it is about all.</param>
/// <param name="Message">What happened, without secrets.</param>
/// <param name="Fields">What more there is to know, as <see cref="LogValue"/> makes it.</param>
internal sealed record LogLine(DateTimeOffset Time, LogLevel Level, string? Stream, string Message, IReadOnlyList<(string Key, object? Value)> Fields)
{
    /// <summary>UTC, to the millisecond.</summary>
    public string TimeText => LogValue.TimeText(Time);

    public string LevelText => Level switch
    {
        LogLevel.Info => "info",
        LogLevel.Warn => "warn",
        LogLevel.Error => "error",
        _ => throw new InvalidOperationException($"There is no text for the level {Level}."),
    };
}
