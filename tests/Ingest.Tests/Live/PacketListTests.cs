namespace Glip.Ingest.Tests;

public sealed class PacketListTests
{
    private readonly PacketList _list = new();

    [Fact]
    public void Take_Packets_CountsBytes()
    {
        Take("#tb 0: 1/90000", "0,       9000, 1800009000,     9000,      706, 0xb67e2c54, F=0x0", "0,      18000, 1800018000,     9000,       94, 0xfa7510c9");

        Assert.Equal(800, _list.Bytes);
        Assert.False(_list.HasSenderTimes);
    }

    [Theory]
    [InlineData("0, 1, 2, 3,      656, 0x91fb05fe, F=0x0, S=1,       16", true)]
    [InlineData("0, 1, 2, 3,      656, 0x91fb05fe, S=2,       40,       16", true)]
    [InlineData("0, 1, 2, 3,      656, 0x91fb05fe, F=0x0, S=1,       40", false)]
    [InlineData("0, 1, 2, 3,       16, 0x91fb05fe, F=0x0", false)]
    public void Take_SideData_TellsTimesOfTheSenderByTheirSize(string line, bool expected)
    {
        Take(line);

        Assert.Equal(expected, _list.HasSenderTimes);
    }

    private void Take(params string[] lines) => Array.ForEach(lines, _list.Take);
}
