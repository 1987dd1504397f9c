using Glip.Core;

namespace Glip.Conversion.Tests;

public sealed class Zip64ExtraTests
{
    private const uint Wide = uint.MaxValue;

    [Fact]
    public void Widen_SeveralNumbers_TakesThemInTheirOrder()
    {
        using var file = CheckpointFile.Open(FixtureCheckpoint.PathOf("tiny-fused"));
        var extra = new Zip64Extra(file, "a", Field(0x4246, 1, 2, 3).Add(Field(1, 5L << 32, 6L << 32, 7L << 32).Span).Span);

        Assert.Equal(5L << 32, extra.Widen(Wide));
        Assert.Equal(9, extra.Widen(9));
        Assert.Equal(6L << 32, extra.Widen(Wide));
        Assert.Equal(7L << 32, extra.Widen(Wide));
    }

    [Theory]
    [InlineData(new long[0])]
    [InlineData(new long[] { -1 })]
    [InlineData(new long[] { long.MinValue })]
    public void Widen_NumberThatIsMissingOrNegative_IsRefused(long[] numbers)
    {
        using var file = CheckpointFile.Open(FixtureCheckpoint.PathOf("tiny-fused"));

        Assert.Throws<CheckpointException>(() => new Zip64Extra(file, "a", Field(1, numbers).Span).Widen(Wide));
    }

    [Fact]
    public void Constructor_FieldBeyondItsEnd_IsRefused()
    {
        using var file = CheckpointFile.Open(FixtureCheckpoint.PathOf("tiny-fused"));

        Assert.Throws<CheckpointException>(() => new Zip64Extra(file, "a", Field(1, 5L << 32).Span[..^1]).Widen(Wide));
    }

    private static RecordBytes Field(ushort id, params long[] numbers) =>
        numbers.Aggregate(new RecordBytes().Add(id).Add((ushort)(numbers.Length * sizeof(long))), (field, number) => field.Add(number));
}
