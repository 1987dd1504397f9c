namespace Glip.Evaluation.Tests;

/// <summary>Cases worked by hand. TP, FN and FP are written as they are counted, A(c) as TPA / (TPA + FNA + FPA).</summary>
public sealed class TrackingScoreTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Of_PerfectTracks_IsOneThroughout()
    {
        MotRow[] truth = [.. Rows.Of(1, 0, [1, 2, 3]), .. Rows.Of(2, 1, [2, 3])];

        var score = Rows.Score(truth, [.. Rows.Of(70, 0, [1, 2, 3]), .. Rows.Of(50, 1, [2, 3])]);

        Assert.Equal((2, 2), (score.Things, score.Tracks));
        Assert.Equal(new ClearScore(TP: 5, FN: 0, FP: 0, IDSW: 0, Frag: 0, MT: 2, PT: 0, ML: 0, IoUSum: 5), score.Clear);
        Assert.Equal(new IdentityScore(IDTP: 5, IDFN: 0, IDFP: 0), score.Identity);
        Assert.All([score.Clear.MOTA, score.Clear.MODA, score.Clear.MOTP, score.Clear.Recall, score.Clear.Precision, score.Identity.IDF1], value => Assert.Equal(1, value));
        AssertHota(score, detA: 1, assA: 1, locA: 1);
    }

    [Fact]
    public void Of_OneSwitch_CostsAssociationOnly()
    {
        // Frames 1 to 4; another track has the second half.
        var score = Rows.Score(Rows.Of(1, 0, [1, 2, 3, 4]), [.. Rows.Of(1, 0, [1, 2]), .. Rows.Of(2, 0, [3, 4])]);

        Assert.Equal(new ClearScore(TP: 4, FN: 0, FP: 0, IDSW: 1, Frag: 0, MT: 1, PT: 0, ML: 0, IoUSum: 4), score.Clear);
        Assert.Equal((1 - (1 / 4.0), 1.0), (score.Clear.MOTA, score.Clear.MODA));
        Assert.Equal(new IdentityScore(IDTP: 2, IDFN: 2, IDFP: 2), score.Identity);
        Assert.Equal(0.5, score.Identity.IDF1);
        AssertHota(score, detA: 1, assA: 2 / (2 + 2 + 0.0), locA: 1); // all four: TPA 2, FNA 2, FPA 0
        Assert.Equal(0.5, score.Hota.AssRe, Tolerance);
        Assert.Equal(1, score.Hota.AssPr, Tolerance);
    }

    [Fact]
    public void Of_TracksThatSwapThings_AreHalfRight()
    {
        MotRow[] truth = [.. Rows.Of(1, 0, [1, 2, 3, 4]), .. Rows.Of(2, 1, [1, 2, 3, 4])];
        MotRow[] tracks = [.. Rows.Of(1, 0, [1, 2]), .. Rows.Of(2, 1, [1, 2]), .. Rows.Of(2, 0, [3, 4]), .. Rows.Of(1, 1, [3, 4])];

        var score = Rows.Score(truth, tracks);

        Assert.Equal((8, 2, 0), (score.Clear.TP, score.Clear.IDSW, score.Clear.Frag));
        Assert.Equal(new IdentityScore(IDTP: 4, IDFN: 4, IDFP: 4), score.Identity);
        AssertHota(score, detA: 1, assA: 2 / (2 + 2 + 2.0), locA: 1);
        Assert.Equal(0.5, score.Hota.AssRe, Tolerance);
        Assert.Equal(0.5, score.Hota.AssPr, Tolerance);
    }

    [Fact]
    public void Of_ThingMissedOnce_IsAFragment()
    {
        MotRow[] truth = [.. Rows.Of(1, 0, [1, 2, 3, 4]), .. Rows.Of(2, 1, [1, 2, 3, 4])];

        var score = Rows.Score(truth, [.. Rows.Of(1, 0, [1, 2, 4]), .. Rows.Of(2, 1, [1, 2, 3, 4])]);

        // Thing 1 is found in 3 of 4 frames: partly tracked.
        Assert.Equal(new ClearScore(TP: 7, FN: 1, FP: 0, IDSW: 0, Frag: 1, MT: 1, PT: 1, ML: 0, IoUSum: 7), score.Clear);
        Assert.Equal(new IdentityScore(IDTP: 7, IDFN: 1, IDFP: 0), score.Identity);
        AssertHota(score, detA: 7 / 8.0, assA: ((3 * (3 / 4.0)) + (4 * (4 / 4.0))) / 7, locA: 1);
    }

    [Fact]
    public void Of_FrameWithoutAnyTrack_IsNoFragment()
    {
        // TrackEval passes over frames in which there are no tracks at all.
        var score = Rows.Score(Rows.Of(1, 0, [1, 2, 3]), Rows.Of(1, 0, [1, 3]));

        Assert.Equal((2, 1, 0), (score.Clear.TP, score.Clear.FN, score.Clear.Frag));
    }

    [Fact]
    public void Of_GhostTrack_IsAFalsePositive()
    {
        var score = Rows.Score(Rows.Of(1, 0, [1, 2, 3, 4]), [.. Rows.Of(1, 0, [1, 2, 3, 4]), .. Rows.Of(2, 1, [2])]);

        Assert.Equal(new ClearScore(TP: 4, FN: 0, FP: 1, IDSW: 0, Frag: 0, MT: 1, PT: 0, ML: 0, IoUSum: 4), score.Clear);
        Assert.Equal((0.75, 1.0, 0.8), (score.Clear.MOTA, score.Clear.Recall, score.Clear.Precision));
        Assert.Equal((4 / 4.5, 0.8, 1.0), (score.Identity.IDF1, score.Identity.IDP, score.Identity.IDR));
        AssertHota(score, detA: 4 / 5.0, assA: 1, locA: 1);
        Assert.Equal(1, score.Hota.DetRe, Tolerance);
        Assert.Equal(0.8, score.Hota.DetPr, Tolerance);
    }

    [Fact]
    public void Of_ThingNeverFound_IsMostlyLost()
    {
        MotRow[] truth = [.. Rows.Of(1, 0, [1, 2, 3]), .. Rows.Of(2, 1, [1])];

        var score = Rows.Score(truth, Rows.Of(1, 0, [1, 2, 3]));

        Assert.Equal(new ClearScore(TP: 3, FN: 1, FP: 0, IDSW: 0, Frag: 0, MT: 1, PT: 0, ML: 1, IoUSum: 3), score.Clear);
        Assert.Equal((0.75, 1.0), (score.Identity.IDR, score.Identity.IDP));
        AssertHota(score, detA: 3 / 4.0, assA: 1, locA: 1);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(0, 4)]
    [InlineData(0, 0)]
    public void Of_OneSideEmpty_IsZero(int things, int tracks)
    {
        var score = Rows.Score(Rows.Of(1, 0, Enumerable.Range(1, things)), Rows.Of(1, 0, Enumerable.Range(1, tracks)));

        Assert.Equal(new ClearScore(TP: 0, FN: things, FP: tracks, IDSW: 0, Frag: 0, MT: 0, PT: 0, ML: Math.Min(1, things), IoUSum: 0), score.Clear);
        Assert.Equal(new IdentityScore(IDTP: 0, IDFN: things, IDFP: tracks), score.Identity);
        Assert.All([score.Clear.MOTA, score.Clear.MOTP, score.Clear.Recall, score.Clear.Precision, score.Identity.IDF1], value => Assert.Equal(0, value));
        AssertHota(score, detA: 0, assA: 0, locA: 1);
    }

    [Fact]
    public void Of_LooseBoxes_CountUpToTheirIoU()
    {
        // IoU 0.6: a true positive at 0.05 to 0.60, which is 12 of 19 thresholds.
        var score = Rows.Score(Rows.Of(1, 0, [1, 2]), Rows.Of(1, 0, [1, 2], height: 6));

        Assert.Equal((2, 0.6), (score.Clear.TP, score.Clear.MOTP));
        Assert.Equal([.. Enumerable.Repeat(1.0, 12), .. Enumerable.Repeat(0.0, 7)], score.Hota.Alphas.Select(alpha => alpha.HOTA));
        Assert.Equal(12 / 19.0, score.Hota.HOTA, Tolerance);
        Assert.Equal(((12 * 0.6) + (7 * 1)) / 19, score.Hota.LocA, Tolerance);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(4.99, 0)]
    public void Of_IoUAtAHalf_IsAHit(double height, int hits)
    {
        var score = Rows.Score(Rows.Of(1, 0, [1]), Rows.Of(1, 0, [1], height));

        Assert.Equal((hits, hits), (score.Clear.TP, score.Identity.IDTP));
    }

    [Fact]
    public void Of_IoURoundedBelowAThreshold_Counts()
    {
        // 4 / 10, but 0.1 + 10 - 0.1 is not quite 10, and the IoU 0.3999999999999999.
        MotRow Row(double height) => new(1, 1, new(0, 0.1, 10, height), 1, null);

        Assert.Equal([8, 8], new[] { Rows.Score([Row(10)], [Row(4)]), Rows.Score([Row(4)], [Row(10)]) }.Select(score => score.Hota.Alphas.Sum(alpha => alpha.TP)));
    }

    [Fact]
    public void Of_TwoTracksAlike_DoesNotDependOnTheOrderOfRows()
    {
        MotRow[] tracks = [.. Rows.Of(1, 0, [1, 2]), .. Rows.Of(2, 0, [1])];

        Assert.Equal(Rows.Score(Rows.Of(1, 0, [1, 2]), tracks).Clear, Rows.Score(Rows.Of(1, 0, [1, 2]), tracks.Reverse()).Clear);
    }

    [Fact]
    public void Of_BetterTrackComesBy_KeepsTheOldOne()
    {
        // Track 1 keeps the thing with an IoU of 0.6, though track 2 has one of 1 in the second frame.
        MotRow[] tracks = [.. Rows.Of(1, 0, [1, 2], height: 6), .. Rows.Of(2, 0, [2])];

        var score = Rows.Score(Rows.Of(1, 0, [1, 2]), tracks);

        Assert.Equal((2, 1, 0, 1.2), (score.Clear.TP, score.Clear.FP, score.Clear.IDSW, score.Clear.IoUSum));
    }

    [Theory]
    [InlineData(10, 2, 0, 0)] // 8 of 10 is not more than 80 %
    [InlineData(10, 8, 0, 0)] // 2 of 10 is not less than 20 %
    [InlineData(10, 1, 1, 0)]
    [InlineData(10, 9, 0, 1)]
    public void Of_ShareOfFrames_DecidesWhoIsTracked(int frames, int missed, int mostlyTracked, int mostlyLost)
    {
        var score = Rows.Score(Rows.Of(1, 0, Enumerable.Range(1, frames)), Rows.Of(1, 0, Enumerable.Range(1, frames - missed)));

        Assert.Equal((mostlyTracked, 1 - mostlyTracked - mostlyLost, mostlyLost), (score.Clear.MT, score.Clear.PT, score.Clear.ML));
    }

    [Fact]
    public void Combine_TwoSequences_AddsCountsBeforeDividing()
    {
        var good = Rows.Score(Rows.Of(1, 0, [1, 2, 3, 4]), Rows.Of(1, 0, [1, 2, 3, 4]));
        var bad = Rows.Score(Rows.Of(1, 0, [1, 2]), [.. Rows.Of(1, 0, [1]), .. Rows.Of(2, 0, [2])]);

        var both = TrackingScore.Combine("both", [good, bad]);

        Assert.Equal(("both", 2, 3), (both.Sequence, both.Things, both.Tracks));
        Assert.Equal(new ClearScore(TP: 6, FN: 0, FP: 0, IDSW: 1, Frag: 0, MT: 2, PT: 0, ML: 0, IoUSum: 6), both.Clear);
        Assert.Equal(new IdentityScore(IDTP: 5, IDFN: 1, IDFP: 1), both.Identity);
        AssertHota(both, detA: 1, assA: ((4 * 1) + (2 * 0.5)) / 6, locA: 1);
        Assert.Equal(good with { Sequence = "one" }, TrackingScore.Combine("one", [good]));
    }

    /// <summary>Boxes fit exactly or not at all, so that all thresholds agree.</summary>
    private static void AssertHota(TrackingScore score, double detA, double assA, double locA) => Assert.All(score.Hota.Alphas, alpha =>
    {
        Assert.Equal(detA, alpha.DetA, Tolerance);
        Assert.Equal(assA, alpha.AssA, Tolerance);
        Assert.Equal(Math.Sqrt(detA * assA), alpha.HOTA, Tolerance);
        Assert.Equal(locA, alpha.LocA, Tolerance);
    });
}
