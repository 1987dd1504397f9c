namespace Glip.Host;

/// <summary>What a person at the terminal sees while streams run.</summary>
internal interface ITerminalView
{
    /// <summary>One line of results.</summary>
    void Write(string line);

    /// <summary>One line about something that is wrong.</summary>
    /// <param name="stream">The stream that it is about.</param>
    /// <param name="line">What is wrong.</param>
    void Warn(string stream, string line);

    /// <summary>How far a stream is.</summary>
    /// <param name="stream">Its name.</param>
    /// <param name="position">Presentation time of the newest analysed frame.</param>
    /// <param name="duration">Length of the file, when known.</param>
    /// <param name="analysedFrames">Frames that the model has looked at.</param>
    void Progress(string stream, TimeSpan position, TimeSpan? duration, long analysedFrames);
}
