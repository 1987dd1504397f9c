using System.Collections.Immutable;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Keeps the board true: what is sought in each stream, what is counted there, how it is doing. Safe for use by several threads.</summary>
/// <param name="topics">Of the running program.</param>
/// <param name="broker">What is told.</param>
/// <param name="streams">The streams.</param>
/// <param name="model">The model in use.</param>
/// <param name="outbox">Knows which messages wait.</param>
/// <param name="board">Takes what is to be told.</param>
/// <param name="clock">Gives all times.</param>
internal sealed class BrokerStates(GlipTopics topics, BrokerConfiguration broker, StreamSet streams, ModelIdentity model, Outbox outbox, StateBoard board, TimeProvider clock) : IStreamListener
{
    private const int ProgramRank = StreamBulletin.StateRank + 1;

    private static readonly TimeSpan s_betweenStatuses = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(10); // rates are known then

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ToldStatus> _told = new(StringComparer.Ordinal);
    private volatile ImmutableDictionary<string, StreamBulletin> _bulletins = ImmutableDictionary<string, StreamBulletin>.Empty;

    /// <summary>What is told of each stream, by name.</summary>
    public IReadOnlyDictionary<string, StreamBulletin> Bulletins => _bulletins;

    /// <summary>What the streams cannot be told because the broker refuses it, in one line; null for nothing.</summary>
    public string? Complaint { get; set; }

    /// <summary>Takes note of how all streams are now: to be called when what is sought has changed.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            var views = streams.Views();
            _bulletins = views.ToImmutableDictionary(view => view.Settings.Id, view => _bulletins.GetValueOrDefault(view.Settings.Id) ?? new(topics, broker, model, view.Settings.Id), StringComparer.Ordinal);
            foreach (var view in views)
            {
                _bulletins[view.Settings.Id].See(view);
            }

            var program = new BoardMessage(topics.Status.Message(PlainState.Online), ProgramRank);
            board.Replace([.. _bulletins.Values.SelectMany(bulletin => bulletin.Messages()), .. views.Select(Status), program], _bulletins.Values.SelectMany(bulletin => bulletin.Kept));
        }
    }

    public void Take(EventStream stream, FrameReport report)
    {
        if (report.Events.IsEmpty)
        {
            return;
        }

        lock (_lock) // so that no older count is told after a newer one
        {
            foreach (var message in _bulletins.GetValueOrDefault(stream.StreamId)?.Take(report) ?? [])
            {
                board.Set(message);
            }
        }
    }

    /// <summary>Says what is in force, for somebody who wished for something: also when it is what the broker has.</summary>
    /// <param name="topic">What somebody wrote to.</param>
    /// <param name="before">What was in force before the wish: what has changed since has been said.</param>
    public void Repeat(ControlTopic topic, IReadOnlyList<BoardMessage> before)
    {
        lock (_lock)
        {
            foreach (var message in _bulletins.GetValueOrDefault(topic.Stream)?.InForce(topic) ?? [])
            {
                board.Set(message, again: before.Any(old => old.Message.Payload.Span.SequenceEqual(message.Message.Payload.Span)));
            }
        }
    }

    /// <summary>Tells how all streams are doing now.</summary>
    public void TellAll()
    {
        lock (_lock)
        {
            _told.Clear();
        }

        Look();
    }

    /// <summary>Tells how streams are doing when that has changed or was told long ago; to be called about once a second.</summary>
    public void Look()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            foreach (var view in streams.Views().Where(view => _bulletins.ContainsKey(view.Settings.Id) && IsNews(view, now)))
            {
                board.Set(Status(view));
            }
        }
    }

    private bool IsNews(StreamView view, DateTimeOffset now) =>
        !_told.TryGetValue(view.Settings.Id, out var told) || told.Status != (view.Status.State, view.Status.Reason, Complaint) || now - told.At >= (told.At - view.Status.Since < s_settling ? s_settling : s_betweenStatuses);

    private BoardMessage Status(StreamView view)
    {
        var (id, now) = (view.Settings.Id, clock.GetUtcNow());
        _told[id] = new((view.Status.State, view.Status.Reason, Complaint), now);
        var reason = view.Status.Reason ?? outbox.Problem ?? Complaint;
        var state = outbox.Problem is not null && view.Status.State == StreamState.Online ? StreamState.Error : view.Status.State;
        var shown = view with { Status = view.Status with { Reason = reason, State = state } };
        return _bulletins[id].Status(shown, new Backlog(outbox.Pending(BrokerService.Receiver, id), outbox.Dropped(BrokerService.Receiver, id)), now);
    }

    private readonly record struct ToldStatus((StreamState State, string? Reason, string? Complaint) Status, DateTimeOffset At);
}
