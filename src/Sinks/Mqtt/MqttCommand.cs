namespace Glip.Sinks;

/// <summary>Something to send that the broker answers.</summary>
internal abstract class MqttCommand
{
    /// <summary>Hands it to the library.</summary>
    /// <param name="client">The library.</param>
    /// <param name="id">By what number the answer will call it.</param>
    public abstract MosquittoError Send(Mosquitto client, out int id);

    /// <summary>Tells who waits what the answer is.</summary>
    /// <param name="reasons">Reason codes, one a filter or one for the message.</param>
    /// <param name="words">What stands beside them for people; null for nothing.</param>
    public abstract void Answer(ReadOnlySpan<int> reasons, string? words);

    /// <summary>Tells who waits that there will be no answer.</summary>
    public abstract void Fail(Exception why);
}
