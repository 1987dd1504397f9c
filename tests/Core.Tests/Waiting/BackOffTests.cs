namespace Glip.Core.Tests;

public sealed class BackOffTests
{
    [Fact]
    public void Next_ManyAttempts_StaysBelowALimitThatDoublesToAMinute()
    {
        var longest = new double[12];
        for (var seed = 0; seed < 2000; seed++)
        {
            var backOff = new BackOff(new Random(seed));
            for (var attempt = 0; attempt < longest.Length; attempt++)
            {
                longest[attempt] = Math.Max(longest[attempt], backOff.Next().TotalSeconds);
            }
        }

        double[] limits = [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60];
        Assert.All(longest.Zip(limits), pair => Assert.InRange(pair.First, 0.98 * pair.Second, pair.Second));
    }

    [Fact]
    public void Next_ManyCameras_AreSpreadEvenly()
    {
        var waits = Enumerable.Range(0, 4000).Select(seed => new BackOff(new Random(seed)).Next().TotalSeconds).ToList();

        Assert.All(Enumerable.Range(0, 4), quarter => Assert.InRange(waits.Count(wait => (int)(wait * 4) == quarter), 850, 1150));
    }

    [Fact]
    public void Reset_AfterManyAttempts_BeginsAtTheShortestAgain()
    {
        var backOff = new BackOff(new Random(1));
        for (var i = 0; i < 10; i++)
        {
            backOff.Next();
        }

        backOff.Reset();

        Assert.Equal(0, backOff.Attempts);
        Assert.InRange(backOff.Next(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}
