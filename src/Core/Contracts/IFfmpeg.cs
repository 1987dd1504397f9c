namespace Glip.Core;

/// <summary>The programs ffmpeg and ffprobe.</summary>
public interface IFfmpeg
{
    /// <summary>Starts a program with pipes for standard input and output.</summary>
    /// <param name="program">Which one.</param>
    /// <param name="arguments">One argument each; never seen by a shell.</param>
    /// <param name="takesLine">
    /// Called with each line of standard error, in order, by one thread at a time; must not block. Lines for which it returns true
    /// are its own business and never appear among <see cref="IFfmpegRun.LastErrors"/>.
    /// </param>
    /// <param name="secrets">Texts that are hidden where they appear in <see cref="IFfmpegRun.LastErrors"/>, beside passwords of addresses.</param>
    /// <exception cref="MissingPartException">The program is not installed.</exception>
    IFfmpegRun Start(FfmpegProgram program, IReadOnlyList<string> arguments, Func<string, bool>? takesLine = null, IReadOnlyCollection<string>? secrets = null);
}
