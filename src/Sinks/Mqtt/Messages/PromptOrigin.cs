namespace Glip.Sinks;

/// <summary>Where the prompt in force comes from.</summary>
public enum PromptOrigin
{
    /// <summary>The configuration file.</summary>
    File,

    /// <summary>A message.</summary>
    Mqtt,
}
