namespace Glip.Tracking.Tests;

public class PhraseMixTests
{
    private readonly PhraseMix _mix = new();

    [Fact]
    public void Likeness_SamePhrases_IsOneAtAnyScore()
    {
        _mix.Observe([new(Sample.Person, 0.8f), new(Sample.RedCoat, 0.6f)]);

        Assert.Equal(1, _mix.Likeness([new(Sample.Person, 0.4f), new(Sample.RedCoat, 0.3f)]), tolerance: 1e-5f);
    }

    [Fact]
    public void Likeness_OneOfTwo_IsTheCosine()
    {
        _mix.Observe([new(Sample.Person, 0.8f), new(Sample.RedCoat, 0.6f)]);

        Assert.Equal(0.6f, _mix.Likeness([new(Sample.RedCoat, 0.9f)]), tolerance: 1e-5f);
        Assert.Equal(0, _mix.Likeness([new(Sample.Car, 0.9f)]));
    }

    [Fact]
    public void Observe_AnotherPhrase_MovesByAFifth()
    {
        _mix.Observe([new(Sample.Person, 0.5f)]);
        _mix.Observe([new(Sample.RedCoat, 0.5f)]);

        // 0.4 and 0.1.
        Assert.Equal(0.4f / MathF.Sqrt(0.17f), _mix.Likeness([new(Sample.Person, 1)]), tolerance: 1e-5f);
    }

    [Fact]
    public void Observe_PhraseNotSeenForLong_IsForgotten()
    {
        _mix.Observe([new(Sample.Person, 0.8f), new(Sample.RedCoat, 0.8f)]);
        for (var i = 0; i < 10; i++)
        {
            Assert.True(_mix.Likeness([new(Sample.RedCoat, 0.8f)]) > 0);
            _mix.Observe([new(Sample.Person, 0.8f)]);
        }

        _mix.Observe([new(Sample.Person, 0.8f)]);
        Assert.Equal(0, _mix.Likeness([new(Sample.RedCoat, 0.8f)]));
    }
}
