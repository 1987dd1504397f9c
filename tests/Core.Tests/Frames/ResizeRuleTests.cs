using FsCheck;
using FsCheck.Fluent;
using Glip.Testing;

namespace Glip.Core.Tests;

public class ResizeRuleTests
{
    private static readonly Dictionary<string, GoldenCase> s_cases = GoldenJson.Read<Dictionary<string, GoldenCase>>("preprocess", "cases.json");

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Apply_GoldenCase_GivesOfficialSize(string name)
    {
        var golden = s_cases[name];

        var size = new ResizeRule(golden.MinSize, golden.MaxSize).Apply(new(golden.InputHw[1], golden.InputHw[0]));

        Assert.Equal(new ImageSize(golden.ResizedHw[1], golden.ResizedHw[0]), size);
    }

    [Theory]
    [InlineData(800, 1333, 1920, 1080, 1333, 750)] // 1920/1080*800 = 1422 > 1333: shorter = round(749.8), longer = trunc(1333.3)
    [InlineData(800, 1333, 1080, 1920, 750, 1333)]
    [InlineData(800, 1333, 640, 480, 1066, 800)] // trunc(1066.7)
    [InlineData(416, 736, 768, 576, 554, 416)] // golden case of the model that ships
    [InlineData(800, 1333, 800, 800, 800, 800)]
    [InlineData(800, 1333, 1000, 800, 1000, 800)] // the shorter side is right already
    [InlineData(10, 25, 200, 40, 25, 5)] // capped: round(25*40/200)
    [InlineData(10, 25, 200, 20, 20, 2)] // capped: round(2.5) to even
    [InlineData(10, 25, 2000, 1, 2000, 1)] // nothing is left to shrink
    public void Apply_WorkedByHand_GivesSize(int shorter, int longer, int width, int height, int toWidth, int toHeight) =>
        Assert.Equal(new ImageSize(toWidth, toHeight), new ResizeRule(shorter, longer).Apply(new(width, height)));

    [Fact]
    public void Apply_AnyImage_KeepsOrientationAndIsTheSameTransposed()
    {
        var side = Gen.Choose(1, 4000);
        var image = from width in side from height in side select new ImageSize(width, height);

        Prop.ForAll(image.ToArbitrary(), source =>
        {
            var size = new ResizeRule(800, 1333).Apply(source);
            var turned = new ResizeRule(800, 1333).Apply(new(source.Height, source.Width));
            return size.Width >= 1 && size.Height >= 1
                && turned == new ImageSize(size.Height, size.Width)
                && Math.Min(size.Width, size.Height) <= 800
                && (source.Width == source.Height || size.Width == size.Height || (size.Width > size.Height) == (source.Width > source.Height));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(4000));
    }

    private sealed record GoldenCase(int[] InputHw, int MinSize, int MaxSize, int[] ResizedHw);
}
