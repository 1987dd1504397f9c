using Glip.Core;

namespace Glip.Tracking.Tests;

public sealed class RejectionFinderTests
{
    [Fact]
    public void Add_FrameWithAnEvent_TellsTheRestAndWhy()
    {
        var engine = new EventEngine(Sample.Camera, Sample.Prompt, new());
        var tracker = new OcSortTracker(new());
        var finder = new RejectionFinder(Sample.Prompt);
        var beaten = Sample.Found(300, 0.7f);
        FrameReport report = null!;
        for (var i = 0; i < 4; i++)
        {
            var frame = Sample.Frame(i * 0.1, i == 3 ? [Sample.Found(100), Sample.Found(500, 0.9f), Sample.Found(600, 0.2f)] : [Sample.Found(100)]);
            report = finder.Add(new(frame, i == 3 ? [beaten] : []), engine.Update(tracker.Update(frame)));
        }

        Assert.Equal(
            [(beaten, RejectionReason.Decoy), (Sample.Found(500, 0.9f), RejectionReason.NoTrack), (Sample.Found(600, 0.2f), RejectionReason.BelowThreshold)],
            report.Rejected.Select(candidate => (candidate.Detection, candidate.Reason)));
    }
}
