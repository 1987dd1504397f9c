using System.Numerics;
using Glip.Core;
using Glip.Ingest;
using Glip.Testing;
using static Glip.Bench.MarkdownTable;

namespace Glip.Bench;

/// <summary>What following a moving camera costs, how exact it is in scenes made from seeds, and what it does to the tracks and events of the demo clip when that shakes.</summary>
internal static class CameraMotionBenchmark
{
    private const int Seeds = 5;
    private const int Frames = 60;
    private static readonly ImageSize s_size = new(640, 360);

    private static readonly (string Name, Func<float, Matrix3x2> Motion)[] s_motions =
    [
        ("stands still", _ => Matrix3x2.Identity),
        ("shakes by 1 %", i => Shift(6.4f * MathF.Sin(1.1f * i), 3.6f * MathF.Cos(1.6f * i))),
        ("shakes by 5 %", i => Shift(32 * MathF.Sin(1.1f * i), 18 * MathF.Cos(1.6f * i))),
        ("rolls by 2 degrees", i => Matrix3x2.CreateRotation(0.035f * MathF.Sin(0.7f * i), new(320, 180))),
        ("pans by 1 % a frame", i => Shift(-190 + (6.4f * i), 0)),
        ("zooms by 0.5 % a frame", i => Matrix3x2.CreateScale(MathF.Pow(0.995f, i), new Vector2(320, 180))),
    ];

    private static readonly (string Name, Action<MovingCamera> Prepare)[] s_scenes =
    [
        ("noise 4", _ => { }),
        ("noise 15", camera => camera.Noise = 15),
        ("light falls by half and returns", Flicker),
        ("40 % hidden by things that pass", AddThings),
    ];

    public static async Task<int> RunAsync()
    {
        PrintCost(size =>
        {
            var camera = new MovingCamera(1, size);
            var second = Matrix3x2.CreateTranslation(size.Width / 50f, 3) * camera.Middle;
            return (camera.Look(camera.Middle), camera.Look(second), new CameraMotion().Measure);
        });
        PrintErrors();
        await ShakingClips.PrintAsync().ConfigureAwait(false);
        return 0;
    }

    private static void PrintErrors()
    {
        Console.WriteLine();
        Row([$"{Seeds} scenes of {Frames} frames, 640 pixels wide: worst corner from frame to frame, 95 % and worst, in pixels", .. s_scenes.Select(scene => scene.Name)]);
        Row(["---", .. s_scenes.Select(_ => "---")]);
        foreach (var (name, motion) in s_motions)
        {
            Row([name, .. s_scenes.Select(scene =>
            {
                var errors = new double[Seeds][];
                Parallel.For(0, Seeds, seed => errors[seed] = [.. Errors(seed, scene.Prepare, motion)]);
                var all = errors.SelectMany(run => run).Order().ToList();
                return Text($"{all[all.Count * 95 / 100]:0.00}, {all[^1]:0.00}");
            })]);
        }
    }

    /// <summary>How far the corners of each frame are from where they should be, given where those of the frame before were thought to be.</summary>
    private static IEnumerable<double> Errors(int seed, Action<MovingCamera> prepare, Func<float, Matrix3x2> motion)
    {
        var camera = new MovingCamera(seed, s_size);
        prepare(camera);
        var measured = new CameraMotion();
        var last = (View: Matrix3x2.Identity, Look: motion(0) * camera.Middle);
        for (var i = 0; i < Frames; i++)
        {
            var look = motion(i) * camera.Middle;
            using var frame = camera.Look(look);
            measured.Measure(frame);
            var view = frame.Header.View!.Value;
            var (found, real) = (view * Inverse(last.View), look * Inverse(last.Look));
            yield return Corners().Max(corner => Vector2.Distance(Vector2.Transform(corner, found), Vector2.Transform(corner, real)));
            last = (view, look);
        }
    }

    private static Vector2[] Corners() => [new(0, 0), new(s_size.Width, 0), new(0, s_size.Height), new(s_size.Width, s_size.Height)];

    private static Matrix3x2 Inverse(Matrix3x2 matrix) => Matrix3x2.Invert(matrix, out var inverse) ? inverse : throw new InvalidOperationException("A look cannot be undone.");

    private static Matrix3x2 Shift(float across, float down) => Matrix3x2.CreateTranslation(across, down);

    private static void Flicker(MovingCamera camera) => camera.Light = (level, frame) => level * (0.75f + (0.25f * MathF.Cos(0.4f * frame)));

    private static void AddThings(MovingCamera camera)
    {
        camera.Add(i => new(-300 + (9 * i), 100), 320, 240);
        camera.Add(i => new(600 - (5 * i), 20), 110, 150);
    }
}
