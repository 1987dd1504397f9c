namespace Glip.Core.Tests;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("person", "person", 0)]
    [InlineData("kitten", "sitting", 3)] // k to s, e to i, and g at the end
    [InlineData("fsp", "fps", 2)]
    public void Between_TwoWords_IsTheLeastNumberOfChanges(string a, string b, int distance) => Assert.Equal(distance, EditDistance.Between(a, b));
}
