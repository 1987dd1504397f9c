using Glip.Core;

namespace Glip.Testing;

/// <summary>Makes scenes: a gradient, texture of several sizes, and blocks with edges.</summary>
internal static class Scenery
{
    private const int Blocks = 12;

    /// <summary>Sides of the texture's cells as shares of the width, and their contrast in levels.</summary>
    private static readonly (double Cell, float Contrast)[] s_textures = [(1 / 8.0, 15), (1 / 32.0, 12), (1 / 96.0, 8), (1 / 384.0, 5)];

    public static float[] Make(ImageSize size, Random random)
    {
        var scene = new float[size.Width * size.Height];
        var (top, bottom) = (random.Next(60, 180), random.Next(60, 180));
        for (var i = 0; i < scene.Length; i++)
        {
            scene[i] = top + ((bottom - top) * (i / size.Width) / (float)size.Height);
        }

        foreach (var (cell, contrast) in s_textures)
        {
            AddTexture(scene, size, Math.Max(1, (int)(cell * size.Width)), contrast, random);
        }

        for (var i = 0; i < Blocks; i++)
        {
            AddBlock(scene, size, random);
        }

        return scene;
    }

    /// <summary>Random levels at the corners of cells, and linear between them.</summary>
    private static void AddTexture(float[] scene, ImageSize size, int cell, float contrast, Random random)
    {
        var columns = (size.Width / cell) + 2;
        var knots = Enumerable.Range(0, columns * ((size.Height / cell) + 2)).Select(_ => contrast * ((2 * random.NextSingle()) - 1)).ToArray();
        for (var i = 0; i < scene.Length; i++)
        {
            var (y, x) = Math.DivRem(i, size.Width);
            var (knot, right, down) = ((y / cell * columns) + (x / cell), x % cell / (float)cell, y % cell / (float)cell);
            var above = knots[knot] + (right * (knots[knot + 1] - knots[knot]));
            var below = knots[knot + columns] + (right * (knots[knot + columns + 1] - knots[knot + columns]));
            scene[i] += above + (down * (below - above));
        }
    }

    private static void AddBlock(float[] scene, ImageSize size, Random random)
    {
        var (width, height) = (random.Next(size.Width / 24, size.Width / 4), random.Next(size.Height / 24, size.Height / 3));
        var (left, top, add) = (random.Next(size.Width - width), random.Next(size.Height - height), random.Next(-60, 61));
        for (var y = top; y < top + height; y++)
        {
            foreach (ref var level in scene.AsSpan((y * size.Width) + left, width))
            {
                level += add;
            }
        }
    }
}
