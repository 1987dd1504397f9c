using System.Text;

namespace Glip.Host;

/// <summary>
/// The log of the service: one line for each change of state, never for a frame. Nothing in it holds a secret, and a line is one line whatever it quotes.
/// A log that cannot be written disturbs nothing. Safe for use by several threads.
/// </summary>
/// <param name="output">Where lines go.</param>
/// <param name="format">How they look.</param>
/// <param name="clock">Gives their times.</param>
internal sealed class RunLog(Stream output, LogFormat format, TimeProvider clock)
{
    private readonly RepeatFilter _repeats = new(clock);
    private readonly Lock _writing = new();

    /// <summary>A log that nobody reads.</summary>
    public static RunLog Silent { get; } = new(Stream.Null, LogFormat.Text, TimeProvider.System);

    /// <summary>The log of the program.</summary>
    public static RunLog ToStandardError(LogFormat format) => new(Console.OpenStandardError(), format, TimeProvider.System);

    /// <param name="stream">The stream that it is about; null when it is about all.</param>
    /// <param name="message">What happened: fixed words, so that lines can be found.</param>
    /// <param name="fields">What more there is to know; names in snake_case.</param>
    public void Info(string? stream, string message, params (string Key, object? Value)[] fields) => Write(LogLevel.Info, stream, message, fields);

    /// <summary>Written once a minute at most for the same stream, message and <c>reason</c>; <c>repeated</c> says how many were left out in between.</summary>
    /// <inheritdoc cref="Info"/>
    public void Warn(string? stream, string message, params (string Key, object? Value)[] fields)
    {
        var reason = fields.FirstOrDefault(field => field.Key == "reason").Value;
        if (_repeats.Admits(stream, $"{message}\n{reason}", out var held))
        {
            Write(LogLevel.Warn, stream, message, held == 0 ? fields : [.. fields, ("repeated", held)]);
        }
    }

    /// <inheritdoc cref="Info"/>
    public void Error(string? stream, string message, params (string Key, object? Value)[] fields) => Write(LogLevel.Error, stream, message, fields);

    private void Write(LogLevel level, string? stream, string message, (string Key, object? Value)[] fields)
    {
        var line = new LogLine(clock.GetUtcNow(), level, stream, LogValue.Text(message), [.. fields.Select(field => (field.Key, LogValue.Of(field.Value)))]);
        var bytes = Encoding.UTF8.GetBytes((format == LogFormat.Json ? JsonLog.Format(line) : TextLog.Format(line)) + "\n");
        lock (_writing)
        {
            try
            {
                output.Write(bytes);
                output.Flush();
            }
            catch (IOException)
            {
                // Nobody reads it, or the disk is full: there is no place left to say so.
            }
        }
    }
}
