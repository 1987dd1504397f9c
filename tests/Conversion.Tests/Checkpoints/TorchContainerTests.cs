using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Glip.Core;
using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>What a file of <c>torch.save</c> may hold, and how it is read.</summary>
public sealed class TorchContainerTests
{
    private static readonly byte[] s_storage = MemoryMarshal.AsBytes<float>([.. Enumerable.Range(0, 24).Select(i => (float)i)]).ToArray();

    // Beside the weights, as training runs save it.
    private static readonly Dictionary<string, Action<PickleAssembler>> s_others = new(StringComparer.Ordinal)
    {
        ["None"] = p => p.Op("N"),
        ["float"] = p => p.Op("G\0\0\0\0\0\0\0\0"),
        ["long number"] = p => p.Raw(0x8a, 9, 1, 2, 3, 4, 5, 6, 7, 8, 0),
        ["list"] = p => p.Op("](K\u0001K\u0002e"),
        ["list of one"] = p => p.Op("]K\u0001a"),
        ["nested lists"] = p => p.Op(string.Concat(Enumerable.Repeat("](", 900)) + string.Concat(Enumerable.Repeat("e", 900))),
        ["set"] = p => p.Raw(0x8f).Op("(K\u0001").Raw(0x90),
        ["frozen set"] = p => p.Op("(K\u0001").Raw(0x91),
        ["set by name"] = p => p.Call("__builtin__", "set", a => a.Op("]")),
        ["numbers as keys"] = p => p.Op("}(K\u0001K\u0002K\u0003K\u0004u"),
        ["tuple that contains itself"] = p => p.Op("]q\0(h\0tq\u00010h\u0001a"),
        ["mark that is given up"] = p => p.Op("N(K\u0001K\u00021"),
        ["Counter"] = p => p.Call("collections", "Counter", a => a.Op("}K\u0001K\u0002s")),
        ["device"] = p => p.Call("torch", "device", a => a.Text("cuda").Number(0)),
        ["number type"] = p => p.Global("torch", "float16"),
        ["size"] = p => p.Call("torch", "Size", a => a.Numbers(1, 2)),
        ["NumPy scalar"] = p => p.Call("numpy.core.multiarray", "scalar", a => a
            .Call("numpy", "dtype", d => d.Text("f8").Raw(0x89, 0x88)).Numbers(3, 0, 0).Op("b").Call("_codecs", "encode", e => e.Text("\u0001").Text("latin1"))),
        ["bytes"] = p => p.Op("C\u0002ab"),
        ["tensor"] = p => p.Tensor("0", 24, [4], [6]),
    };

    public static TheoryData<string> Others => [.. s_others.Keys];

    [Theory]
    [InlineData("transposed", new long[] { 4, 6 }, new long[] { 1, 4 }, 0)]
    [InlineData("every other", new long[] { 3, 2 }, new long[] { 8, 2 }, 1)]
    [InlineData("offset", new long[] { 2, 3 }, new long[] { 3, 1 }, 18)]
    [InlineData("repeated", new long[] { 3, 2, 2 }, new long[] { 0, 1, 0 }, 5)]
    [InlineData("channels last", new long[] { 2, 3, 2, 2 }, new long[] { 12, 1, 6, 3 }, 0)]
    [InlineData("one number", new long[0], new long[0], 23)]
    [InlineData("axes of one", new long[] { 1, 3, 1 }, new long[] { 7, 1, 99 }, 0)]
    [InlineData("none", new long[] { 3, 0 }, new long[] { 5, 9 }, 24)]
    public void Read_ViewOfAStorage_HasTheNumbersOfTheView(string view, long[] shape, long[] strides, long offset)
    {
        Assert.NotEmpty(view);
        using var opened = Open(new PickleAssembler().Dictionary("w", p => p.Tensor("0", 24, shape, strides, offset)).Finish());

        Assert.Equal(Walk(shape, strides, offset), opened.Checkpoint.Read("w"));
        Assert.Equal(shape, opened.Checkpoint.Tensors["w"].Shape.Select(length => (long)length));
    }

    [Fact]
    public void Read_AnyViewInsideOfItsStorage_HasTheNumbersOfTheView()
    {
        var axis = Gen.Choose(0, 4).SelectMany(length => Gen.Choose(-1, 2).Select(gap => (Length: (long)length, Gap: (long)gap)));
        var views = Gen.ArrayOf(axis, 3).SelectMany(axes => Gen.Shuffle(Spread(axes)).SelectMany(spread => Gen.Choose(0, 8).Select(offset => (Axes: spread, Offset: (long)offset))))
            .Where(view => view.Offset + view.Axes.Sum(a => Math.Max(a.Length - 1, 0) * a.Stride) < 24);

        Prop.ForAll(Arb.From(views), view =>
        {
            long[] shape = [.. view.Axes.Select(a => a.Length)];
            long[] strides = [.. view.Axes.Select(a => a.Stride)];
            using var opened = Open(new PickleAssembler().Dictionary("w", p => p.Tensor("0", 24, shape, strides, view.Offset)).Finish());
            Assert.Equal(Walk(shape, strides, view.Offset), opened.Checkpoint.Read("w"));
        }).Check(Config.QuickThrowOnFailure);
    }

    // The rows of this view lie further apart than one window of the storage.
    [Fact]
    public void Read_TransposedStorageOfSeveralWindows_HasTheNumbersOfTheView()
    {
        const int rows = 3;
        const int columns = 200_000;
        var numbers = Enumerable.Range(0, rows * columns).Select(i => (float)i).ToArray();
        using var opened = Open(
            new PickleAssembler().Dictionary("w", p => p.Tensor("0", numbers.Length, [columns, rows], [1, columns])).Finish(), MemoryMarshal.AsBytes<float>(numbers).ToArray());

        var values = opened.Checkpoint.Read("w");

        Assert.Equal([0f, columns, 2 * columns, 1, columns + 1, (2 * columns) + 1], values[..6]);
        Assert.Equal([columns - 1f, (2 * columns) - 1, (3 * columns) - 1], values[^3..]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Open_EachProtocol_IsRead(byte protocol)
    {
        using var opened = Open(new PickleAssembler(protocol).Dictionary("w", p => p.Tensor("0", 24, [2], [1])).Finish());

        Assert.Equal([0f, 1], opened.Checkpoint.Read("w"));
    }

    // As Python 3.8 and later write it: one frame, short texts, names from the stack, memo without numbers.
    [Fact]
    public void Open_PickleWithFrame_IsRead()
    {
        var body = new PickleAssembler(null).Op("}").Raw(0x94, 0x8c, 1).Op("w").Raw(0x94)
            .Raw(0x8c, 12).Op("torch._utils").Raw(0x94, 0x8c, 18).Op("_rebuild_tensor_v2").Raw(0x94, 0x93, 0x94)
            .Tuple(a => a.Storage("0", 24).Op("K\0K\u0002").Raw(0x85).Op("K\u0001").Raw(0x85, 0x89)
                .Raw(0x8c, 11).Op("collections").Raw(0x8c, 11).Op("OrderedDict").Raw(0x93).Op(")R"))
            .Op("Rs").Finish();
        using var opened = Open([.. new PickleAssembler(4).Raw(0x95).Bytes(), .. BitConverter.GetBytes((long)body.Length), .. body]);

        Assert.Equal([0f, 1], opened.Checkpoint.Read("w"));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Open_OtherThingsBesideTheWeights_AreSteppedOver(string which)
    {
        var pickle = new PickleAssembler().Op("}(").Text("optimizer").Then(s_others[which]).Text("model").Dictionary("w", Weight).Op("u").Finish();
        using var opened = Open(pickle);

        Assert.Equal(["w"], opened.Checkpoint.Tensors.Keys);
    }

    [Fact]
    public void Open_WeightsUnderStateDict_AreRead()
    {
        using var opened = Open(new PickleAssembler().Op("}(").Text("meta").Dictionary("epoch", p => p.Number(3)).Text("state_dict").Dictionary("w", Weight).Op("u").Finish());

        Assert.Equal(["w"], opened.Checkpoint.Tensors.Keys);
    }

    [Theory]
    [InlineData("module.a", "module.b", "a", "b")]
    [InlineData("module.a", "b", "module.a", "b")]
    [InlineData("module.module.a", "module.b", "module.a", "b")]
    public void Open_NamesOfAWrapper_LoseItIfAllHaveIt(string first, string second, string expectedFirst, string expectedSecond)
    {
        using var opened = Open(new PickleAssembler().Op("}(").Text(first).Then(Weight).Text(second).Then(Weight).Op("u").Finish());

        Assert.Equal([expectedFirst, expectedSecond], opened.Checkpoint.Tensors.Keys);
    }

    [Fact]
    public void Open_LayoutOfPyTorch2_IsRead()
    {
        using var opened = new OpenedCheckpoint(TestArchive.Make(
            ("weights/data.pkl", new PickleAssembler().Dictionary("w", Weight).Finish()), ("weights/.format_version", "1"u8.ToArray()), ("weights/.storage_alignment", "64"u8.ToArray()),
            ("weights/byteorder", "little"u8.ToArray()), ("weights/data/0", s_storage), ("weights/version", "3\n"u8.ToArray()), ("weights/.data/serialization_id", "00"u8.ToArray())));

        Assert.Equal([0f, 1], opened.Checkpoint.Read("w"));
    }

    [Fact]
    public void Open_Parameter_IsItsTensor()
    {
        using var opened = Open(new PickleAssembler().Dictionary("w", p => p
            .Call("torch._utils", "_rebuild_parameter", a => a.Then(Weight).Raw(0x88).Call("collections", "OrderedDict", _ => { }))).Finish());

        Assert.Equal([0f, 1], opened.Checkpoint.Read("w"));
    }

    [Fact]
    public void Open_TensorOfPlainBytes_HasItsNumberType()
    {
        using var opened = Open(new PickleAssembler().Dictionary("w", p => p.Call("torch._utils", "_rebuild_tensor_v3", a => a
            .Tuple(t => t.Text("storage").Global("torch.storage", "UntypedStorage").Text("0").Text("cpu").Number(96)).Op("Q")
            .Number(1).Numbers(2).Numbers(1).Raw(0x89).Call("collections", "OrderedDict", _ => { }).Global("torch", "float32"))).Finish());

        Assert.Equal([1f, 2], opened.Checkpoint.Read("w"));
    }

    [Fact]
    public void Read_WholeNumbers_IsRefused()
    {
        using var opened = Open(new PickleAssembler().Dictionary("w", p => p.Tensor("0", 12, [12], [1], 0, "LongStorage")).Finish());

        var error = Assert.Throws<CheckpointException>(() => opened.Checkpoint.Read("w"));

        Assert.EndsWith("tensor 'w' holds Int64; expected numbers with fractions.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NameThatIsNotThere_IsRefused()
    {
        using var opened = Open(new PickleAssembler().Dictionary("w", Weight).Finish());

        Assert.EndsWith("has no tensor 'v'.", Assert.Throws<CheckpointException>(() => opened.Checkpoint.Read("v")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AfterDispose_Throws()
    {
        var opened = Open(new PickleAssembler().Dictionary("w", Weight).Finish());
        opened.Dispose();

        Assert.Throws<ObjectDisposedException>(() => opened.Checkpoint.Read("w"));
    }

    [Fact]
    public void Read_OneTensor_AllocatesNoMoreThanItsSize()
    {
        using var checkpoint = Checkpoint.Open(FixtureCheckpoint.PathOf("tiny-fused"));
        var tensor = checkpoint.Tensors.Values.Where(tensor => tensor.Type == StoredType.Float32).MaxBy(tensor => tensor.Shape.Aggregate(1L, (product, length) => product * length))!;
        var before = GC.GetAllocatedBytesForCurrentThread();

        var bytes = sizeof(float) * checkpoint.Read(tensor.Name).Length;

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, bytes, bytes + 4096);
    }

    private static void Weight(PickleAssembler pickle) => pickle.Tensor("0", 24, [2], [1]);

    private static OpenedCheckpoint Open(byte[] pickle, byte[]? storage = null) => new(TestArchive.Checkpoint(pickle, storage ?? s_storage));

    /// <summary>Each axis steps over those before it, and over a gap; or it repeats, where the gap is negative.</summary>
    private static (long Length, long Stride)[] Spread((long Length, long Gap)[] axes)
    {
        var (extent, spread) = (1L, new List<(long Length, long Stride)>());
        foreach (var (length, gap) in axes)
        {
            var stride = gap < 0 ? 0 : extent + gap;
            spread.Add((length, stride));
            extent += stride * Math.Max(length - 1, 0);
        }

        return [.. spread];
    }

    /// <summary>The numbers of a view of 0, 1, 2, …, index by index.</summary>
    private static List<float> Walk(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, long offset)
    {
        if (shape.IsEmpty)
        {
            return [offset];
        }

        var values = new List<float>();
        for (var i = 0; i < shape[0]; i++)
        {
            values.AddRange(Walk(shape[1..], strides[1..], offset + (i * strides[0])));
        }

        return values;
    }
}
