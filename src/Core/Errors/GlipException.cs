namespace Glip.Core;

/// <summary>
/// An error that is not our own mistake. Its message is one line for the user: what, where, found, expected.
/// Any other exception is a defect of the program.
/// </summary>
public abstract class GlipException : Exception
{
    private protected GlipException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
