using Glip.Core;
using Glip.Testing;

namespace Glip.Evaluation.Tests;

public sealed class MotFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void ReadTruth_RowOfMotChallenge_HasItsColumns()
    {
        Write("3,7,912.5,484,97,109.25,0,7,0.86215");

        Assert.Equal(new MotRow(3, 7, new(912.5, 484, 97, 109.25), 0, 7), Assert.Single(MotFile.ReadTruth(Path)));
    }

    [Theory]
    [InlineData("1,2,3,4,5,6", 1, null)]
    [InlineData("1,2,3,4,5,6,1", 1, null)]
    [InlineData("1,2,3,4,5,6,0,-1,-1,-1", 0, null)]
    [InlineData(" 1, 2, 3.0, 4, 5, 6, 1, 1,", 1, 1)]
    [InlineData("1.0,2.000000e+00,3,4,5,6,1,13,0.5", 1, 13)]
    public void ReadTruth_FewOrManyColumns_AreRead(string line, double confidence, int? number)
    {
        Write(line);

        Assert.Equal(new MotRow(1, 2, new(3, 4, 5, 6), confidence, number), Assert.Single(MotFile.ReadTruth(Path)));
    }

    [Fact]
    public void ReadTracks_MarkLineEndsAndBlankLines_AreNoRows()
    {
        Write("\uFEFF1,1,0,0,5,5,0.9,-1,-1,-1\r\n\r\n  \n2,1,0,0,5,5,0.9,-1,-1,-1\r\n\n");

        Assert.Equal([1, 2], MotFile.ReadTracks(Path).Select(row => row.Frame));
    }

    [Fact]
    public void ReadTracks_EmptyFile_HasNoRows()
    {
        Write(string.Empty);

        Assert.Empty(MotFile.ReadTracks(Path));
    }

    [Fact]
    public void ReadDetections_IdsAndConfidences_AreAsTheyCome()
    {
        Write("1,-1,-5,0,5,5,-0.5,-1,-1,-1\n1,-1,0,0,5,5,27.3,2\n1,4,0,0,5,5\n");

        Assert.Equal([(-1, -0.5, null), (-1, 27.3, 2), (-1, 1.0, default(int?))], MotFile.ReadDetections(Path).Select(row => (row.Id, row.Confidence, row.Class)));
    }

    [Theory]
    [InlineData("1,2,3,4,5", "5 columns; expected 6 to 10: frame,id,left,top,width,height,conf,class,... with commas between")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11", "11 columns; expected 6 to 10")]
    [InlineData("1 2 3 4 5 6", "1 columns; expected 6 to 10")]
    [InlineData("0,2,3,4,5,6", "frame is '0'; expected a whole number from 1 to 10000000")]
    [InlineData("1.5,2,3,4,5,6", "frame is '1.5'; expected a whole number")]
    [InlineData("1,-1,3,4,5,6", "id is '-1'; expected a whole number from 0")]
    [InlineData("1,2147483648,3,4,5,6", "id is '2147483648'; expected a whole number")]
    [InlineData("1,two,3,4,5,6", "id is 'two'; expected a whole number")]
    [InlineData("1,2,NaN,4,5,6", "left is 'NaN'; expected a number from -1000000 to 1000000")]
    [InlineData("1,2,3,-Infinity,5,6", "top is '-Infinity'; expected a number")]
    [InlineData("1,2,3,,5,6", "top is ''; expected a number")]
    [InlineData("1,2,3,4,-5,6", "width is '-5'; expected a number from 0 to 1000000")]
    [InlineData("1,2,3,4,5,1e9", "height is '1e9'; expected a number from 0")]
    [InlineData("1,2,3,4,5,6,x", "conf is 'x'; expected")]
    [InlineData("1,2,3,4,5,6,0.5", "conf is '0.5'; expected a whole number")]
    [InlineData("1,2,3,4,5,6,1,0", "class is '0'; expected a class from 1, or -1 for none")]
    [InlineData("1,2,3,4,5,6,1,14", "class is '14'; expected a whole number from -1 to 13")]
    [InlineData("7,1,3,4,5,6", "frame 7 has id 1 in line 1 already; expected each id once a frame")]
    [InlineData("1,\u001b[31m,3,4,5,6", "id is '?[31m'; expected")]
    public void ReadTruth_WrongLine_IsToldWithItsNumber(string line, string message)
    {
        Write($"7,1,3,4,5,6\n\n{line}\n");

        var error = Assert.Throws<ConfigurationException>(() => MotFile.ReadTruth(Path));

        Assert.StartsWith($"{Path}:3: {message}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void ReadTracks_FrameBehindTheEnd_IsRefused()
    {
        Write("6,1,3,4,5,6");

        Assert.Contains("frame is '6'; expected a whole number from 1 to 5", Assert.Throws<ConfigurationException>(() => MotFile.ReadTracks(Path, frames: 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTruth_SomeRowsWithoutClass_IsRefused()
    {
        Write("1,1,3,4,5,6,1,1\n2,1,3,4,5,6,1,-1");

        Assert.Contains("some rows have a class and some have none", Assert.Throws<ConfigurationException>(() => MotFile.ReadTruth(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTruth_NoFile_IsRefused() =>
        Assert.Equal($"'{Path}' does not exist; expected a text file of MOTChallenge", Assert.Throws<ConfigurationException>(() => MotFile.ReadTruth(Path)).Message);

    [Fact]
    public void TrackLine_AnyCulture_IsReadAgain()
    {
        var row = new MotRow(12, 3, new(1.5, -2.25, 30, 40.125), 0.98765, null);
        var line = MotFile.TrackLine(row);
        Write(line);

        Assert.Equal("12,3,1.50,-2.25,30.00,40.13,0.9877,-1,-1,-1", line);
        Assert.Equal(row with { Box = new(1.5, -2.25, 30, 40.13), Confidence = 0.9877 }, Assert.Single(MotFile.ReadTracks(Path)));
    }

    public void Dispose() => _folder.Dispose();

    private string Path => _folder.File("rows.txt");

    private void Write(string text) => File.WriteAllText(Path, text);
}
