using System.Numerics;
using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>Errors are those of the worst corner against the first frame, in pixels of a picture 640 wide, of which a cell has four.</summary>
public sealed class CameraMotionTests
{
    private static readonly ImageSize s_size = new(640, 360);
    private readonly MovingCamera _camera = new(1, s_size);
    private readonly CameraMotion _motion = new();
    [Theory]
    [InlineData(1.3f, -0.7f)]
    [InlineData(6, 4)]
    [InlineData(-23, 11)]
    [InlineData(40, -30)]
    public void Measure_CameraShakes_FollowsIt(float across, float down)
    {
        var looks = Enumerable.Range(0, 40).Select(i => Shift(across * MathF.Sin(0.9f * i), down * MathF.Sin(1.3f * i)));

        Assert.InRange(Worst(looks), 0, 0.5f);
    }

    [Fact]
    public void Measure_CameraTurnsAndZooms_FollowsIt()
    {
        var looks = Enumerable.Range(0, 60).Select(i => Turn(0.06f * MathF.Sin(0.3f * i), 1 - (0.15f * MathF.Sin(0.1f * i))));

        Assert.InRange(Worst(looks), 0, 1f);
    }

    [Fact]
    public void Measure_CameraPansAway_ErrorsStaySmall()
    {
        var looks = Enumerable.Range(0, 80).Select(i => Shift(-150 + (4 * i), -80 + (2 * i)));

        Assert.InRange(Worst(looks), 0, 1.5f);
    }

    [Fact]
    public void Measure_CameraJumps_IsFoundAgain()
    {
        var looks = new[] { Shift(0, 0), Shift(0, 0), Shift(120, 60), Shift(120, 60), Shift(-10, 0) };

        Assert.InRange(Worst(looks), 0, 0.6f);
    }

    [Fact]
    public void Measure_CameraMovesABit_StaysThereExactly()
    {
        View(Shift(0, 0));
        View(Shift(3, 2));
        var there = View(Shift(3, 2));

        Assert.All(Enumerable.Range(0, 150), _ => Assert.Equal(there, View(Shift(3, 2))));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Measure_StandsStill_IsIdentityForEver(double noise)
    {
        var small = new MovingCamera(2, new(320, 180)) { Noise = noise };
        for (var i = 0; i < 1000; i++)
        {
            using var frame = small.Look(small.Middle);
            _motion.Measure(frame);
            Assert.Equal(Matrix3x2.Identity, frame.Header.View);
        }
    }

    [Fact]
    public void Measure_LargeThingsPassACameraThatStandsStill_IsIdentity()
    {
        AddThings();

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(Matrix3x2.Identity, View(_camera.Middle)));
    }

    [Fact]
    public void Measure_LargeThingsPassACameraThatShakes_AreNoMotionOfTheCamera()
    {
        AddThings();

        Assert.InRange(Worst(Shaking(100)), 0, 1.2f);
    }

    [Fact]
    public void Measure_LargeThingsPassACameraThatShakesHard_AreNoMotionOfTheCamera()
    {
        AddThings();

        Assert.InRange(Worst(Enumerable.Range(0, 60).Select(i => Shift(32 * MathF.Sin(1.1f * i), 18 * MathF.Cos(1.6f * i)))), 0, 1.2f);
    }

    [Fact]
    public void Measure_OneThingInFog_IsNoMotionOfTheCamera()
    {
        _camera.Fog();
        _camera.Add(i => new(100 + (5 * i), 60), 140, 260);

        Assert.All(Enumerable.Range(0, 60), _ => Assert.Equal(Matrix3x2.Identity, View(_camera.Middle)));
    }

    [Fact]
    public void Measure_PicturesBlurredByMotion_FollowsTheMiddle()
    {
        // Each picture is exposed while the camera moves on by half of the way to the next.
        var looks = Enumerable.Range(0, 40).Select(i => Enumerable.Range(-2, 5).Select(part => Shaken(i + (part / 10f))).ToArray());

        Assert.InRange(Worst(looks), 0, 1.5f);
    }

    [Fact]
    public void Measure_LightChanges_FollowsTheCamera()
    {
        _camera.Light = (level, frame) => ((0.7f + (0.3f * MathF.Cos(0.4f * frame))) * level) + (10 * MathF.Sin(0.3f * frame));

        Assert.InRange(Worst(Shaking(60)), 0, 0.7f);
    }

    [Fact]
    public void Measure_SceneIsCut_GoesOnWithoutAJump()
    {
        Worst(Shaking(5));
        var before = View(Shaken(5));
        _camera.Cut();
        var after = Enumerable.Range(0, 3).Select(_ => View(Shaken(5))).ToList();

        Assert.All(after, view => Assert.Equal(before, view));
        Assert.InRange(Worst(Enumerable.Range(5, 20).Select(i => new[] { Shaken(i) }), before), 0, 0.6f);
    }

    [Fact]
    public void Measure_OnePictureIsDamaged_GoesOnFromTheOneBefore()
    {
        View(Shift(0, 0));
        View(Shift(12, 7));
        _camera.Light = (_, _) => 90;
        View(Shift(5, 5));
        _camera.Light = (level, _) => level;

        var after = View(Shift(-8, -6));

        Assert.InRange(Vector2.Distance(after.Translation, new(-8, -6)), 0, 0.5);
    }

    [Fact]
    public void Measure_Darkness_ChangesNothing()
    {
        View(Shift(0, 0));
        var before = View(Shift(10, 0));
        _camera.Light = (_, _) => 12;

        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(before, View(Shift(i, 0))));
    }

    [Fact]
    public void Measure_SourceLargerThanThePicture_IsInSourcePixels()
    {
        _camera.Source = new(1920, 720);
        View(Shift(0, 0));

        var view = View(Shift(20, 10));

        Assert.InRange(view.M31, 59, 61);
        Assert.InRange(view.M32, 19.5, 20.5);
    }

    [Fact]
    public void Measure_SizeOfTheSourceChanges_KeepsThePlace()
    {
        View(Shift(0, 0));
        View(Shift(20, 10));
        _camera.Source = new(1280, 720);

        var corner = Vector2.Transform(new(1280, 720), View(Shift(20, 10)));

        Assert.InRange(Vector2.Distance(new(660, 370), corner), 0, 0.5);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(1, 1)]
    [InlineData(300, 20)]
    public void Measure_PictureTooSmall_ChangesNothing(int width, int height)
    {
        var (frame, _) = Frames.Of(new byte[width * height * 3], new(width, height));

        _motion.Measure(frame);

        Assert.Equal(Matrix3x2.Identity, frame.Header.View);
        frame.Dispose();
    }

    [Fact]
    public void Measure_SameFrames_SameViews()
    {
        Assert.Equal(Run(), Run());

        static List<Matrix3x2> Run()
        {
            var test = new CameraMotionTests();
            test.AddThings();
            return [.. test.Shaking(20).Select(look => test.View(look))];
        }
    }

    [Fact]
    public void Measure_NextFrame_NeedsNoMemory()
    {
        using var one = _camera.Look(Shift(0, 0));
        using var other = _camera.Look(Shift(5, 3));
        Measure(20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure(100);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2000);

        void Measure(int times)
        {
            for (var i = 0; i < times; i++)
            {
                _motion.Measure(i % 2 == 0 ? one : other);
            }
        }
    }

    private static Matrix3x2 Inverse(Matrix3x2 matrix) => Matrix3x2.Invert(matrix, out var inverse) ? inverse : throw new InvalidOperationException();

    private Matrix3x2 Shift(float across, float down) => Matrix3x2.CreateTranslation(across, down) * _camera.Middle;

    private Matrix3x2 Turn(float angle, float zoom) =>
        Matrix3x2.CreateRotation(angle, new(320, 180)) * Matrix3x2.CreateScale(zoom, new Vector2(320, 180)) * _camera.Middle;

    private Matrix3x2 Shaken(int i) => Shaken((float)i);

    private Matrix3x2 Shaken(float i) => Matrix3x2.CreateRotation(0.004f * MathF.Sin(1.7f * i), new(320, 180)) * Shift(9 * MathF.Sin(1.1f * i), 6 * MathF.Cos(1.6f * i));

    private IEnumerable<Matrix3x2> Shaking(int frames) => Enumerable.Range(0, frames).Select(Shaken);

    /// <summary>Four tenths of the picture, and most of that in one piece that moves as one.</summary>
    private void AddThings()
    {
        _camera.Add(i => new(-300 + (7 * i), 100), 320, 240);
        _camera.Add(i => new(600 - (5 * i), 20), 110, 150);
    }

    private float Worst(IEnumerable<Matrix3x2> looks) => Worst(looks.Select(look => new[] { look }));

    private float Worst(IEnumerable<Matrix3x2[]> looks, Matrix3x2? start = null)
    {
        var worst = 0f;
        Matrix3x2? toFirst = null;
        foreach (var exposed in looks)
        {
            var look = exposed[exposed.Length / 2];
            toFirst ??= Inverse(look) * (start ?? Matrix3x2.Identity);
            var (measured, expected) = (View(exposed), look * toFirst.Value);
            worst = Math.Max(worst, Corners().Max(corner => Vector2.Distance(Vector2.Transform(corner, measured), Vector2.Transform(corner, expected))));
        }

        return worst;
    }

    private static Vector2[] Corners() => [new(0, 0), new(s_size.Width, 0), new(0, s_size.Height), new(s_size.Width, s_size.Height)];

    private Matrix3x2 View(params Matrix3x2[] exposed)
    {
        using var frame = _camera.Look(exposed);
        _motion.Measure(frame);
        return frame.Header.View!.Value;
    }
}
