using System.Numerics;

namespace Glip.Tracking.Tests;

public class CameraTurnTests
{
    private static readonly Matrix3x2 s_before = Matrix3x2.CreateRotation(0.1f) * Matrix3x2.CreateTranslation(30, -20);
    private static readonly Matrix3x2 s_now = Matrix3x2.CreateScale(2) * Matrix3x2.CreateTranslation(5, 7);

    private readonly CameraTurn _camera = new();

    [Fact]
    public void Advance_BothViewsKnown_MapsToThePixelOfTheSamePlace()
    {
        Assert.Null(_camera.Advance(s_before));

        var turn = _camera.Advance(s_now)!.Value;

        Vector2 before = new(300, 200);
        var now = Vector2.Transform(before, turn);
        Assert.True(Vector2.Distance(Vector2.Transform(before, s_before), Vector2.Transform(now, s_now)) < 0.01f);
    }

    [Fact]
    public void Advance_AfterAFrameWithoutView_KnowsNothing()
    {
        _camera.Advance(s_before);

        Assert.Null(_camera.Advance(null));
        Assert.Null(_camera.Advance(s_now));
        Assert.NotNull(_camera.Advance(s_before));
    }
}
