using System.Collections.Immutable;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Keeps a board true in the way of Frigate: how streams are doing, what is counted there, pictures. Safe for use by several threads.</summary>
/// <param name="topics">Of the connection.</param>
/// <param name="labels">Labels of phrases.</param>
/// <param name="streams">The streams.</param>
/// <param name="board">Takes what is to be told.</param>
internal sealed class FrigateStates(FrigateTopics topics, FrigateLabels labels, StreamSet streams, StateBoard board) : IStreamListener
{
    public const int StateRank = 0;

    private const int ProgramRank = StateRank + 1;

    private readonly Lock _lock = new();
    private readonly FrigateCounts _counts = new();
    private readonly Dictionary<string, FrigateCamera> _cameras = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<string> _names = [];

    /// <summary>Told of each event as it happens; must not wait.</summary>
    public Action<FrigateEventMessage>? Happened { get; init; }

    /// <summary>The topics by which all streams are switched on and off.</summary>
    public IEnumerable<string> Controls => _names.SelectMany(topics.Controls);

    /// <summary>Takes note of how all streams are now: to be called when what is sought has changed.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            var views = streams.Views();
            _names = [.. views.Select(view => view.Settings.Id)];
            foreach (var gone in _cameras.Keys.Except(_names, StringComparer.Ordinal).ToList())
            {
                _cameras.Remove(gone);
                Say(_counts.Remove(gone));
            }

            foreach (var view in views)
            {
                var camera = Camera(view.Settings.Id);
                camera.See(view);
                Say(_counts.Add(view.Settings.Id, camera.Labels, view.Settings.Regions.Zones.Select(zone => zone.Name)));
            }

            board.Replace(Messages(views), _cameras.Values.SelectMany(camera => camera.Kept));
        }
    }

    public void Take(EventStream stream, FrameReport report)
    {
        lock (_lock)
        {
            var camera = Camera(stream.StreamId);
            foreach (var message in camera.Events.Take(report))
            {
                Happened?.Invoke(message);
                if (camera.Picture(message) is { } picture)
                {
                    board.Set(picture);
                }
            }

            Say(_counts.Take(stream.StreamId, camera.Events.Present));
        }
    }

    /// <summary>Tells how streams are doing when that has changed; to be called about once a second.</summary>
    public void Look()
    {
        lock (_lock)
        {
            foreach (var view in streams.Views().Where(view => _cameras.ContainsKey(view.Settings.Id)))
            {
                board.Set(Camera(view.Settings.Id).Status(view));
            }
        }
    }

    /// <summary>Repeats whether a stream is switched on, for somebody who wished for something.</summary>
    public void Repeat(StreamView view)
    {
        lock (_lock)
        {
            foreach (var message in Camera(view.Settings.Id).Switches(view))
            {
                board.Set(message, again: true);
            }
        }
    }

    private List<BoardMessage> Messages(IReadOnlyList<StreamView> views) =>
    [
        .. views.SelectMany(view => Camera(view.Settings.Id).Switches(view)),
        .. views.Select(view => Camera(view.Settings.Id).Status(view)),
        .. _counts.All.Select(Message),
        new(topics.Available.Message(PlainState.Online), ProgramRank),
    ];

    private FrigateCamera Camera(string name)
    {
        if (!_cameras.TryGetValue(name, out var camera))
        {
            _cameras[name] = camera = new(topics, labels, name);
        }

        return camera;
    }

    private BoardMessage Message(FrigateCount count) => new(topics.Count(count).Message(PlainState.Number(count.Count)), StateRank);

    private void Say(ImmutableArray<FrigateCount> counts)
    {
        foreach (var count in counts)
        {
            board.Set(Message(count));
        }
    }
}
