using Glip.Core;

namespace Glip.Ingest.Tests;

public sealed class LumaGridTests
{
    [Theory]
    [InlineData(768, 576, 96, 72)]
    [InlineData(1280, 720, 96, 54)]
    [InlineData(720, 1280, 54, 96)]
    [InlineData(64, 48, 64, 48)] // a cell is at least a pixel
    [InlineData(4000, 10, 96, 1)]
    [InlineData(1, 1, 1, 1)]
    public void Size_OfPicture_IsOfNearlySquareCells(int width, int height, int columns, int rows) =>
        Assert.Equal(new ImageSize(columns, rows), new LumaGrid(new(width, height)).Size);

    [Fact]
    public void Measure_OnePixelACell_IsItsLuma()
    {
        var cells = Measure(new(2, 2), [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]);

        Assert.Equal([255 * 77 / 256f, 255 * 150 / 256f, 255 * 29 / 256f, 255], cells[..4]);
    }

    [Theory]
    [InlineData(192, 144)]
    [InlineData(193, 147)]
    [InlineData(500, 211)]
    [InlineData(97, 768)]
    public void Measure_AnyPicture_IsTheMeanOfEachCell(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        new Random(1).NextBytes(pixels);
        var size = new LumaGrid(new(width, height)).Size;

        var cells = Measure(new(width, height), pixels);

        for (var cell = 0; cell < size.Width * size.Height; cell++)
        {
            var (row, column) = Math.DivRem(cell, size.Width);
            var lumas = from y in Enumerable.Range(0, height)
                        where y >= row * height / size.Height && y < (row + 1) * height / size.Height
                        from x in Enumerable.Range(0, width)
                        where x >= column * width / size.Width && x < (column + 1) * width / size.Width
                        let i = ((y * width) + x) * 3
                        select ((77 * pixels[i]) + (150 * pixels[i + 1]) + (29 * pixels[i + 2])) / 256.0;
            Assert.Equal(lumas.Average(), cells[cell], 0.001);
        }
    }

    [Fact]
    public void Measure_LargeWhitePicture_DoesNotOverflow() =>
        Assert.All(Measure(new(1920, 1080), Enumerable.Repeat((byte)255, 1920 * 1080 * 3).ToArray())[..(96 * 54)], luma => Assert.Equal(255, luma));

    private static float[] Measure(ImageSize size, byte[] pixels)
    {
        var grid = new LumaGrid(size);
        var cells = Scale.Plane(grid.Size);
        grid.Measure(pixels, cells);
        return cells;
    }
}
