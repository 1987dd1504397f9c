using System.Collections.Immutable;

namespace Glip.Sinks;

/// <summary>Subscriptions to ask for, all in one packet.</summary>
internal sealed class SubscribeCommand(IReadOnlyList<string> filters) : MqttCommand
{
    private readonly TaskCompletionSource<ImmutableArray<MqttAnswer>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<ImmutableArray<MqttAnswer>> Answered => _answer.Task;

    public override MosquittoError Send(Mosquitto client, out int id) => client.Subscribe(filters, out id);

    /// <summary>A single reason is one for all.</summary>
    public override void Answer(ReadOnlySpan<int> reasons, string? words)
    {
        var answers = ImmutableArray.CreateBuilder<MqttAnswer>(filters.Count);
        for (var i = 0; i < filters.Count; i++)
        {
            answers.Add(MqttAnswer.Of(reasons[Math.Min(i, reasons.Length - 1)], filters[i], words));
        }

        _answer.TrySetResult(answers.MoveToImmutable());
    }

    public override void Fail(Exception why) => _answer.TrySetException(why);
}
