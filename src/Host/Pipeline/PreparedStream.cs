using Glip.Core;

namespace Glip.Host;

/// <summary>A stream whose prompt the model has understood.</summary>
/// <param name="InForce">Its settings with the thresholds that count and the number of its prompt.</param>
/// <param name="Prompt">The prompt with its text features.</param>
internal sealed record PreparedStream(StreamConfiguration InForce, PreparedPrompt Prompt)
{
    /// <summary>Computes the text features; nothing is changed by it.</summary>
    /// <param name="configured">The stream.</param>
    /// <param name="tools">The model.</param>
    /// <param name="numbers">Knows the number of the present prompt.</param>
    /// <exception cref="ConfigurationException">The model cannot look for the prompt, or a file of thresholds cannot be read.</exception>
    public static PreparedStream Of(StreamConfiguration configured, StreamTools tools, StreamNumbers numbers)
    {
        var stream = CalibratedThresholds.Apply(configured, tools.Scheduler.Detector.Model, line => tools.View.Warn(configured.Id, line));
        var prompt = numbers.Prompts.Numbered(stream.Prompt);
        try
        {
            return new(stream with { Prompt = prompt }, tools.Scheduler.Detector.Prepare(prompt));
        }
        catch (PromptException e)
        {
            throw new PromptException(e.Code, e.RefusedPhrase, $"stream '{stream.Id}': {e.Message}");
        }
        catch (GlipException e) when (e is not ConfigurationException)
        {
            throw new PromptException("model_error", null, $"stream '{stream.Id}': the model could not read the prompt ({e.Message.TrimEnd('.')})");
        }
    }
}
