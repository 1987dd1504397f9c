namespace Glip.Core;

/// <summary>A prompt was refused; the one before it stays in force.</summary>
public sealed class PromptException : ConfigurationException
{
    /// <param name="code">Kind of error as programs read it, such as <c>unknown_phrase</c>.</param>
    /// <param name="phrase">The phrase that was refused, if it was one.</param>
    /// <param name="message">What, found, expected.</param>
    public PromptException(string code, string? phrase, string message)
        : base(message)
    {
        Code = code;
        RefusedPhrase = phrase;
    }

    public string Code { get; }

    public string? RefusedPhrase { get; }
}
