namespace Glip.Sinks;

/// <summary>A message to send.</summary>
internal sealed class PublishCommand(MqttMessage message) : MqttCommand
{
    private readonly TaskCompletionSource<MqttAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<MqttAnswer> Answered => _answer.Task;

    public override MosquittoError Send(Mosquitto client, out int id) => client.Publish(message, out id);

    public override void Answer(ReadOnlySpan<int> reasons, string? words) => _answer.TrySetResult(MqttAnswer.Of(reasons[0], message.Topic, words));

    public override void Fail(Exception why) => _answer.TrySetException(why);
}
