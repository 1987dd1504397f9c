namespace Glip.Ingest.Tests;

public sealed class ClutterTests
{
    private readonly Clutter _clutter = new();

    [Fact]
    public void Bar_InQuiet_IsLow()
    {
        Learn(1000, 2.9f);

        Assert.Equal(Clutter.LeastBar, _clutter.Bar);
    }

    [Fact]
    public void Bar_SmallThingsAgainAndAgain_RisesUntilFewPass()
    {
        var random = new Random(1);
        var passed = Enumerable.Range(0, 3000).Count(_ =>
        {
            var strength = 4 + (10 * random.NextSingle());
            var passes = strength >= _clutter.Bar;
            _clutter.Learn(strength);
            return passes;
        });

        Assert.InRange(passed / 3000.0, 0.03, 0.045);
        Assert.InRange(_clutter.Bar, 10, 18);
    }

    [Fact]
    public void Bar_AfterClutter_FallsBack()
    {
        Learn(100, 25);
        Assert.InRange(_clutter.Bar, 20, 30);

        Learn(400, 0);

        Assert.Equal(Clutter.LeastBar, _clutter.Bar);
    }

    [Fact]
    public void Bar_LargeThings_DoNotRaiseIt()
    {
        Learn(100, 31);

        Assert.Equal(Clutter.LeastBar, _clutter.Bar);
    }

    private void Learn(int frames, float strength)
    {
        for (var i = 0; i < frames; i++)
        {
            _clutter.Learn(strength);
        }
    }
}
