namespace Glip.EndToEnd.Tests;

/// <summary>The reader that the other tests rely on refuses what Prometheus would.</summary>
public sealed class ExpositionTextTests
{
    [Theory]
    [InlineData("# TYPE a gauge\na 1")]
    [InlineData("a 1\n")]
    [InlineData("# TYPE a gauge\n\na 1\n")]
    [InlineData("# TYPE a gauge\na 1,5\n")]
    [InlineData("# TYPE a gauge\na Infinity\n")]
    [InlineData("# TYPE a gauge\na  1\n")]
    [InlineData("# TYPE a gauge\na{} 1\n")]
    [InlineData("# TYPE a gauge\na{b=\"c\"d\"} 1\n")]
    [InlineData("# TYPE a gauge\na{b=\"\\t\"} 1\n")]
    [InlineData("# TYPE a gauge\na{b=\"1\",b=\"2\"} 1\n")]
    [InlineData("# TYPE a gauge\na{0b=\"1\"} 1\n")]
    [InlineData("# TYPE a gauge\na{b=\"1\"} 1\na{b=\"1\"} 2\n")]
    [InlineData("# TYPE a gauge\n# TYPE a gauge\na 1\n")]
    [InlineData("# TYPE a gauge\n# HELP a b\na 1\n")]
    [InlineData("# TYPE b gauge\nb 1\n# TYPE a gauge\na 1\n")]
    [InlineData("# TYPE a gauge\na 1\n# TYPE b gauge\na{c=\"1\"} 1\n")]
    [InlineData("# TYPE a counter\na 1\n")]
    [InlineData("# TYPE a_total counter\na_total -1\n")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"1\"} 1\na_bucket{le=\"+Inf\"} 2\na_sum 1\na_count 1\n")]
    [InlineData("# TYPE a histogram\na_sum 1\na_count 1\n")]
    public void Parse_WrongText_IsRefused(string text) => Assert.Throws<FormatException>(() => ExpositionText.Parse(text));

    [Fact]
    public void Parse_RightText_IsRead()
    {
        var text = ExpositionText.Parse("# HELP a b\\\\c\\n\n# TYPE a histogram\na_bucket{b=\"\\\"\",le=\"1\"} 1\na_bucket{b=\"\\\"\",le=\"+Inf\"} 2\na_sum{b=\"\\\"\"} 1.5E-05\na_count{b=\"\\\"\"} 2\n");

        Assert.Equal(("histogram", 1.5e-5), (text.Type("a"), text.Value("a_sum", "b=\"\\\"\"")));
    }
}
