using Glip.Core;

namespace Glip.Ingest.Tests;

public sealed class LargeCellsTests
{
    [Fact]
    public void Average_CellsAtTheEdges_AreMeansOfWhatIsThere()
    {
        var small = Enumerable.Range(0, 6 * 5).Select(cell => (float)cell).ToArray();
        var large = new float[8];

        LargeCells.Average(small, new(6, 5), large);

        Assert.Equal(new ImageSize(2, 2), LargeCells.Count(new(6, 5)));
        Assert.Equal([10.5f, 13.5f, 25.5f, 28.5f, 0, 0, 0, 0], large); // such as (24 + 25 + 26 + 27) / 4
    }
}
