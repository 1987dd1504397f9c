namespace Glip.Core;

/// <summary>A program that is running. Disposing of it kills it and its children, and waits until they are gone.</summary>
public interface IFfmpegRun : IAsyncDisposable
{
    /// <summary>Its standard input; closing it tells the program that there is no more.</summary>
    Stream Input { get; }

    /// <summary>Its standard output.</summary>
    Stream Output { get; }

    /// <summary>The last lines of standard error, oldest first, user names, passwords and other secrets of addresses left out.</summary>
    IReadOnlyList<string> LastErrors { get; }

    /// <summary>Waits for the end of the program and of its standard error, and returns the exit code.</summary>
    Task<int> WaitAsync(CancellationToken cancellationToken);
}
