using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>Collects what one frame brings.</summary>
internal sealed class ReportBuilder(FrameHeader header)
{
    private readonly ImmutableArray<PhraseEvent>.Builder _events = ImmutableArray.CreateBuilder<PhraseEvent>();
    private readonly ImmutableArray<BestShot>.Builder _bestShots = ImmutableArray.CreateBuilder<BestShot>();
    private readonly ImmutableArray<int>.Builder _forgotten = ImmutableArray.CreateBuilder<int>();

    public void Add(PhraseEvent? message)
    {
        if (message is not null)
        {
            _events.Add(message);
        }
    }

    public void Add(BestShot shot) => _bestShots.Add(shot);

    public void Forget(int trackId) => _forgotten.Add(trackId);

    public FrameReport Complete(IEnumerable<TrackLife> lives) => new(
        header, [.. lives.Select(life => life.ToReportedTrack(header.Source)).OfType<ReportedTrack>()], _events.ToImmutable(), _bestShots.ToImmutable(), _forgotten.ToImmutable());
}
