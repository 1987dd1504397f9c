namespace Glip.Conversion.Tests;

public sealed class GraphBuilderTests
{
    private readonly GraphBuilder _graph = new("test");

    [Fact]
    public void Add_SameOperatorTwice_IsOneNode()
    {
        var x = _graph.Input("x", ElementType.Float32, "N", 4);

        Assert.Same(x.Relu(), x.Relu());
        Assert.NotSame(x.Softmax(), x.Relu());
        Assert.Equal(2, _graph.Nodes.Count);
    }

    [Fact]
    public void MatMul_InnerLengthsDiffer_IsRefusedWhileBuilding()
    {
        var x = _graph.Input("x", ElementType.Float32, "N", 4);

        Assert.Throws<InvalidOperationException>(() => x.MatMul(_graph.Constant(Weight.Of(0, 5, 2))));
    }

    [Fact]
    public void Add_DifferentTypes_IsRefusedWhileBuilding()
    {
        var x = _graph.Input("x", ElementType.Float32, "N", 4);

        Assert.Throws<InvalidOperationException>(() => x + x.Cast(ElementType.Float16));
    }

    [Theory]
    [InlineData("N,1,4", "7,1", "[N, 7, 4]")]
    [InlineData("N,3", "3", "[N, 3]")]
    [InlineData("1", "N,S", "[N, S]")]
    [InlineData("N,S", "5,1", "[5, S]")]
    public void Broadcast_Shapes_FollowTheStandard(string a, string b, string expected) => Assert.Equal(expected, Shape.Broadcast(Parse(a), Parse(b)).ToString());

    [Fact]
    public void Broadcast_LengthsThatDiffer_AreRefused() => Assert.Throws<InvalidOperationException>(() => Shape.Broadcast(Parse("2,3"), Parse("2,4")));

    [Fact]
    public void Reshape_RestOfKnownLengths_IsKnown()
    {
        var x = _graph.Constant(Weight.Of(0, 2, 3, 4));

        Assert.Equal("[2, 12]", x.Reshape(0, -1).Shape.ToString());
        Assert.Equal("[?, 4]", _graph.Input("y", ElementType.Float32, "N", "S", 4).Reshape(-1, 4).Shape.ToString());
    }

    [Fact]
    public void Length_OfKnownAxis_IsAConstant()
    {
        var x = _graph.Input("x", ElementType.Float32, "N", 4);

        _ = x.Length(1);
        Assert.Empty(_graph.Nodes);
        _ = x.Length(0);
        Assert.Single(_graph.Nodes);
    }

    [Fact]
    public void Output_NameTwice_IsRefused()
    {
        var x = _graph.Input("x", ElementType.Float32, "N");
        _graph.Output("y", x);

        Assert.Throws<InvalidOperationException>(() => _graph.Output("y", x));
    }

    [Fact]
    public void Weight_Folds_AreComputedInOrder()
    {
        var matrix = Weight.Of([1, 2, 3, 4, 5, 6], 2, 3);

        Assert.Equal([1, 4, 2, 5, 3, 6], matrix.Transpose().Read());
        Assert.Equal([3, 2], matrix.Transpose().Shape.AsEnumerable());
        Assert.Equal([4, 5, 6], matrix.Rows(1, 1).Read());
        Assert.Equal([4, 5, 6, 1, 2, 3], matrix.Reorder(1, 0).Read());
        Assert.Equal([2, 4, 6, 40, 50, 60], matrix.ScaleRows(Weight.Of([2, 10], 2)).Read());
        Assert.Equal([2, 20, 0, 8, 50, 0], matrix.ScaleColumns(Weight.Of([2, 10, 0], 3)).Read());
        Assert.Equal([14, 32], matrix.TimesVector(Weight.Of([1, 2, 3], 3)).Read());
    }

    [Fact]
    public void Weight_OfWrongCount_IsRefused() => Assert.Throws<InvalidOperationException>(() => new Weight([2, 2], () => [1, 2, 3]).Read());

    private static Shape Parse(string text) => new([.. text.Split(',').Select(axis => long.TryParse(axis, System.Globalization.CultureInfo.InvariantCulture, out var length) ? (Dim)length : axis)]);
}
