namespace Glip.Core;

/// <summary>A setting, argument or prompt is wrong. Found before anything starts; retrying does not help.</summary>
public class ConfigurationException : GlipException
{
    public ConfigurationException(string message, Exception? innerException = null)
        : base(message, innerException) => Problems = [message];

    /// <param name="problems">Everything that is wrong, one line each, in the order of the file.</param>
    public ConfigurationException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems), null) => Problems = problems;

    /// <summary>Everything that is wrong, one line each; at least one.</summary>
    public IReadOnlyList<string> Problems { get; }
}
