using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking.Tests;

public sealed class DecoyFilterTests
{
    private static readonly Phrase s_statue = new("statue");
    private static readonly Prompt s_prompt = new Prompt(Sample.Prompt.Phrases) { DecoyMargin = 0.05f }.WithDecoys([s_statue]);

    private readonly DecoyFilter _filter = new(s_prompt);

    [Theory]
    [InlineData(0.80, 0.70, true)] // clearly better
    [InlineData(0.80, 0.75, true)] // better by the margin
    [InlineData(0.80, 0.76, false)]
    [InlineData(0.80, 0.90, false)]
    public void Judge_DecoyOnTheSamePlace_CountsOnlyWhatIsBetterByTheMargin(double score, double decoy, bool counts)
    {
        var judged = _filter.Judge(Sample.Frame(0, Sample.Found(100, (float)score), Sample.Found(104, (float)decoy, s_statue)));

        Assert.Equal(counts ? 1 : 0, judged.Frame.Detections.Length);
        Assert.Equal(counts ? 0 : 1, judged.Beaten.Length);
    }

    [Theory]
    [InlineData(113, false)] // IoU 27 / 53
    [InlineData(114, true)] // IoU 26 / 54
    public void Judge_DecoyBeside_DoesNotMatterBelowHalfIoU(float left, bool counts)
    {
        var judged = _filter.Judge(Sample.Frame(0, Sample.Found(100, 0.6f), Sample.Found(left, 0.9f, s_statue)));

        Assert.Equal(counts, judged.Frame.Detections.Length == 1);
    }

    [Fact]
    public void Judge_NoDecoyInTheFrame_GivesTheFrameItselfAndAllocatesNothing()
    {
        var frame = Sample.Frame(0, Sample.Found(100), Sample.Found(300, 0.3f));
        _filter.Judge(frame);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(ReferenceEquals(frame, _filter.Judge(frame).Frame));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000); // less than a byte each
    }

    [Fact]
    public void Judge_RandomFrames_DependsOnTheSetOnlyAndKeepsTheOrder()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            ImmutableArray<Detection> detections = [.. Enumerable.Range(0, random.Next(12)).Select(_ => Sample.Found(
                random.Next(0, 120), random.NextSingle(), random.Next(3) == 0 ? s_statue : Sample.Person))];
            var judged = _filter.Judge(Sample.Frame(0, detections));
            var shuffled = _filter.Judge(Sample.Frame(0, [.. detections.OrderBy(_ => random.Next())]));

            Assert.Equal(judged.Frame.Detections.ToHashSet(), shuffled.Frame.Detections.ToHashSet());
            Assert.Equal(detections.Where(judged.Frame.Detections.Contains), judged.Frame.Detections);
            Assert.DoesNotContain(judged.Frame.Detections, detection => detection.Phrase == s_statue);
            Assert.Equal(detections.Count(detection => detection.Phrase != s_statue), judged.Frame.Detections.Length + judged.Beaten.Length);
        }
    }

    [Fact]
    public void Prompt_DecoyThatIsSought_IsLeftOut()
    {
        var prompt = Sample.Prompt.WithDecoys([new("PERSON"), new("wall"), new("wall"), new("Wall.e")]);

        Assert.Equal(["wall", "Wall.e"], prompt.Decoys.Select(decoy => decoy.Text));
    }

    [Fact]
    public void StandingDecoys_OfWhatIsSoughtAsPartOfAPhrase_AreLeftOut()
    {
        var prompt = Prompt.Of(["totem pole", "trees"], 0.5f, 0.3f).WithStandingDecoys();

        Assert.DoesNotContain(prompt.Decoys, decoy => decoy.Text is "pole" or "tree");
        Assert.Contains(prompt.Decoys, decoy => decoy.Text == "statue");
    }
}
