using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>Pickles that ask for what no checkpoint needs, or lie.</summary>
public sealed class HostilePickleTests
{
    private static readonly byte[] s_storage = new byte[64]; // 16 numbers

    private static readonly Dictionary<string, (string Message, Action<PickleAssembler> Pickle)> s_calls = new(StringComparer.Ordinal)
    {
        ["os.system"] = ("'os.system', which is not allowed", p => p.Call("os", "system", a => a.Text("id"))),
        ["posix.system"] = ("'posix.system'", p => p.Call("posix", "system", a => a.Text("id"))),
        ["nt.system"] = ("'nt.system'", p => p.Call("nt", "system", a => a.Text("id"))),
        ["builtins.eval"] = ("'builtins.eval'", p => p.Call("builtins", "eval", a => a.Text("1"))),
        ["builtins.exec"] = ("'builtins.exec'", p => p.Call("builtins", "exec", a => a.Text("1"))),
        ["__builtin__.eval"] = ("'__builtin__.eval'", p => p.Call("__builtin__", "eval", a => a.Text("1"))),
        ["builtins.getattr"] = ("'builtins.getattr'", p => p.Call("builtins", "getattr", a => a.Text("a").Text("b"))),
        ["builtins.__import__"] = ("'builtins.__import__'", p => p.Call("builtins", "__import__", a => a.Text("os"))),
        ["builtins.open"] = ("'builtins.open'", p => p.Call("builtins", "open", a => a.Text("/etc/passwd"))),
        ["subprocess.Popen"] = ("'subprocess.Popen'", p => p.Call("subprocess", "Popen", a => a.Text("id"))),
        ["torch.load"] = ("'torch.load'", p => p.Call("torch", "load", a => a.Text("x"))),
        ["torch.hub.load"] = ("'torch.hub.load'", p => p.Call("torch.hub", "load", a => a.Text("x"))),
        ["operator.attrgetter"] = ("'operator.attrgetter'", p => p.Call("operator", "attrgetter", a => a.Text("x"))),
        ["functools.partial"] = ("'functools.partial'", p => p.Call("functools", "partial", a => a.Text("x"))),
        ["pickle.loads"] = ("'pickle.loads'", p => p.Call("pickle", "loads", a => a.Text("x"))),
        ["dotted name"] = ("'torch.Size.__class__'", p => p.Call("torch", "Size.__class__", a => a.Text("x"))),
        ["name split elsewhere"] = ("'torch._utils._rebuild_tensor_v2'", p => p.Call("torch", "_utils._rebuild_tensor_v2", a => a.Text("x"))),
        ["name with a line break"] = (@"'a\u000db.c\u2028'", p => p.Call("a\rb", "c\u2028", _ => { })),
        ["name without an end"] = ("has no end", p => p.Op("c" + new string('x', 300))),
        ["STACK_GLOBAL os.system"] = ("'os.system'", p => p.Text("os").Text("system").Raw(0x93)),
        ["STACK_GLOBAL of a tuple"] = ("is no text", p => p.Text("os").Numbers(1).Raw(0x93)),
        ["STACK_GLOBAL of a computed name"] = ("is no text", p => p.Call("_codecs", "encode", a => a.Text("os")).Text("system").Raw(0x93)),
        ["call of a storage type"] = ("torch.FloatStorage is called with", p => p.Call("torch", "FloatStorage", a => a.Number(1))),
        ["call of a number type"] = ("torch.float32 is called with", p => p.Call("torch", "float32", _ => { })),
        ["call of a text"] = ("a call of a text", p => p.Text("os.system").Op(")R")),
        ["call without a tuple"] = ("with a dictionary", p => p.Global("collections", "OrderedDict").Op("}R")),
        ["call of a made object"] = ("a call of an object", p => p.Call("torch", "device", _ => { }).Op(")R")),
        ["OrderedDict of items"] = ("collections.OrderedDict is called with (a list)", p => p.Call("collections", "OrderedDict", a => a.Op("]"))),
        ["BUILD of a tensor"] = ("attributes are set on a tensor", p => p.Tensor("0", 16, [2], [1]).Op("}b")),
        ["BUILD of a plain dictionary"] = ("attributes are set on a dictionary", p => p.Op("}}b")),
        ["BUILD with a text"] = ("attributes are a text", p => p.Call("collections", "OrderedDict", _ => { }).Text("x").Op("b")),
    };

    private static readonly Dictionary<string, (string Message, Action<PickleAssembler> Pickle)> s_opcodes = new(StringComparer.Ordinal)
    {
        ["INST"] = ("opcode Inst", p => p.Op("(ios\nsystem\n")),
        ["OBJ"] = ("opcode Obj", p => p.Op("(").Global("torch", "Size").Op("o")),
        ["NEWOBJ"] = ("opcode NewObj", p => p.Global("torch", "Size").Op(")").Raw(0x81)),
        ["NEWOBJ_EX"] = ("opcode NewObjEx", p => p.Global("torch", "Size").Op(")}").Raw(0x92)),
        ["EXT1"] = ("opcode Ext1", p => p.Raw(0x82, 1)),
        ["EXT2"] = ("opcode Ext2", p => p.Raw(0x83, 1, 0)),
        ["EXT4"] = ("opcode Ext4", p => p.Raw(0x84, 1, 0, 0, 0)),
        ["PERSID"] = ("opcode PersId", p => p.Op("Pstorage\n")),
        ["NEXT_BUFFER"] = ("opcode NextBuffer", p => p.Raw(0x97)),
        ["DUP"] = ("opcode Dup", p => p.Op(")2")),
        ["INT in text"] = ("opcode Int", p => p.Op("I1\n")),
        ["unknown opcode"] = ("opcode 0xff", p => p.Raw(0xff)),
        ["second PROTO"] = ("opcode Proto", p => p.Raw(0x80, 2)),
        ["empty stack"] = ("a value is missing", p => p.Op("(R")),
        ["POP of nothing"] = ("a value is missing", p => p.Op("0")),
        ["POP of a mark"] = ("a value is missing", p => p.Op("(0")),
        ["TUPLE without a mark"] = ("a mark is missing", p => p.Op("t")),
        ["TUPLE3 over a mark"] = ("a value is missing", p => p.Op(")()").Raw(0x87)),
        ["SETITEM in a list"] = ("set in a list", p => p.Op("]))s")),
        ["SETITEMS of a half item"] = ("1 keys and values", p => p.Op("}()u")),
        ["APPEND to a dictionary"] = ("items are added to a dictionary", p => p.Op("})a")),
        ["ADDITEMS to a list"] = ("expected a set", p => p.Op("](").Raw(0x90)),
        ["memo index without entry"] = ("the memo has no entry 7", p => p.Op("h").Raw(7)),
        ["memo index beyond all"] = ("the memo index is 4294967295", p => p.Op(")r").UInt32(uint.MaxValue)),
        ["memo of nothing"] = ("a value is missing", p => p.Op("(q").Raw(0)),
        ["nested marks"] = ("nested more than", p => p.Op(new string('(', 5_000))),
        ["nested lists"] = ("values wait", p => p.Op(new string(']', 200_000))),
        ["long text"] = ("a text has 2000000 bytes", p => p.Text(new string('x', 2_000_000))),
        ["text beyond the end"] = ("the pickle ends", p => p.Text("x", 1000)),
        ["text of 4 GiB"] = ("a text has 4294967295 bytes", p => p.Text("x", uint.MaxValue)),
        ["text of 16 EiB"] = ("a text has 18446744073709551615 bytes", p => p.Raw(0x8d, 255, 255, 255, 255, 255, 255, 255, 255)),
        ["text that is no UTF-8"] = ("no UTF-8", p => p.Op("X").UInt32(1).Raw(0xff)),
        ["bytes of 4 GiB"] = ("the pickle ends", p => p.Op("B").UInt32(uint.MaxValue)),
        ["bytes of 16 EiB"] = ("the pickle ends", p => p.Raw(0x8e, 255, 255, 255, 255, 255, 255, 255, 255)),
        ["number of 4 GiB"] = ("the pickle ends", p => p.Raw(0x8b).UInt32(uint.MaxValue)),
        ["frame beyond the end"] = ("a frame has", p => p.Raw(0x95, 255, 255, 0, 0, 0, 0, 0, 0)),
    };

    private static readonly Dictionary<string, (string Message, Action<PickleAssembler> Pickle)> s_tensors = new(StringComparer.Ordinal)
    {
        ["negative stride"] = ("the stride -1", p => p.Tensor("0", 16, [4], [-1], 8)),
        ["negative offset"] = ("begins at number -1", p => p.Tensor("0", 16, [4], [1], -1)),
        ["negative length"] = ("an axis of length -4", p => p.Tensor("0", 16, [-4], [1])),
        ["view beyond the storage"] = ("reaches to number 17 of a storage of 16", p => p.Tensor("0", 16, [17], [1])),
        ["offset beyond the storage"] = ("reaches to number 17", p => p.Tensor("0", 16, [4], [1], 13)),
        ["stride beyond the storage"] = ("reaches to number 17", p => p.Tensor("0", 16, [3], [8])),
        ["empty view behind the storage"] = ("reaches to number 17", p => p.Tensor("0", 16, [0], [1], 17)),
        ["overflow of the shape"] = ("numbers; expected at most", p => p.Tensor("0", 16, [1L << 30, 1L << 30, 1L << 30], [0, 0, 0])),
        ["overflow to nothing"] = ("an axis of length", p => p.Tensor("0", 16, [1L << 32, 1L << 32], [0, 0])),
        ["overflow of the strides"] = ("of a storage of 16", p => p.Tensor("0", 16, [3, 3], [long.MaxValue, long.MaxValue])),
        ["overflow of the offset"] = ("of a storage of 16", p => p.Tensor("0", 16, [1], [1], long.MaxValue)),
        ["few numbers repeated without end"] = ("repeats 16 numbers", p => p.Tensor("0", 16, [1 << 28], [0])),
        ["overlap"] = ("the stride 1 of a tensor leads back into the 4 numbers of its other axes", p => p.Tensor("0", 16, [4, 4], [1, 1])),
        ["overlap of the last number"] = ("the stride 3 of a tensor leads back into the 4 numbers", p => p.Tensor("0", 16, [2, 1, 4], [3, 9, 1])),
        ["17 axes"] = ("has 17 axes", p => p.Tensor("0", 16, Enumerable.Repeat(1L, 17).ToArray(), Enumerable.Repeat(1L, 17).ToArray())),
        ["axes without strides"] = ("2 axes and 1 strides", p => p.Tensor("0", 16, [2, 2], [1])),
        ["shape of texts"] = ("is no whole number", p => p.Call("torch._utils", "_rebuild_tensor_v2", a => a.Storage("0", 16).Number(0).Tuple(t => t.Text("2")).Numbers(1).Raw(0x89).Call("collections", "OrderedDict", _ => { }))),
        ["too few arguments"] = ("_rebuild_tensor_v2 is called with (a storage, a whole number)", p => p.Call("torch._utils", "_rebuild_tensor_v2", a => a.Storage("0", 16).Number(0))),
        ["parameter of a text"] = ("_rebuild_parameter is called with (a text)", p => p.Call("torch._utils", "_rebuild_parameter", a => a.Text("x"))),
        ["storage larger than its entry"] = ("should hold 17 numbers", p => p.Tensor("0", 17, [4], [1])),
        ["storage of more bytes than there are"] = ("should hold", p => p.Tensor("0", long.MaxValue, [4], [1])),
        ["storage of a wider type"] = ("should hold 16 numbers of torch.DoubleStorage", p => p.Tensor("0", 16, [4], [1], 0, "DoubleStorage")),
        ["storage of negative length"] = ("should hold -1", p => p.Tensor("0", -1, [4], [1])),
        ["storage that is missing"] = ("storage '7' is not in the file", p => p.Tensor("7", 16, [4], [1])),
        ["storage with a path"] = ("storage '../data.pkl' is not in the file", p => p.Tensor("../data.pkl", 16, [4], [1])),
        ["storage of two types"] = ("two types or lengths", p => p.Tuple(t => t.Storage("0", 16).Storage("0", 16, "IntStorage"))),
        ["reference of another form"] = ("another form", p => p.Tuple(t => t.Text("storage")).Op("Q")),
        ["reference to a module"] = ("another form", p => p.Tuple(t => t.Text("module").Global("torch", "Size").Text("a").Text("b").Number(1)).Op("Q")),
        ["storage type that is not known"] = ("'torch.QInt8Storage'", p => p.Tensor("0", 16, [4], [1], 0, "QInt8Storage")),
        ["bytes without a number type"] = ("_rebuild_tensor_v2 is called with", p => p.Tensor("0", 16, [4], [1], 0, "UntypedStorage")),
    };

    public static TheoryData<string> Calls => [.. s_calls.Keys];

    public static TheoryData<string> Opcodes => [.. s_opcodes.Keys];

    public static TheoryData<string> Tensors => [.. s_tensors.Keys];

    [Theory]
    [MemberData(nameof(Calls))]
    public void Open_ForbiddenConstruction_IsRefusedWithItsName(string which) => CheckRefused(s_calls[which]);

    [Theory]
    [MemberData(nameof(Opcodes))]
    public void Open_DamagedOrUnknownOpcode_IsRefused(string which) => CheckRefused(s_opcodes[which]);

    [Theory]
    [MemberData(nameof(Tensors))]
    public void Open_TensorOutsideOfItsStorage_IsRefused(string which) => CheckRefused(s_tensors[which]);

    [Fact]
    public void Open_ForbiddenConstruction_MessageHasByteOffset()
    {
        // PROTO takes two bytes, the dictionary one, the key five and its five letters.
        var pickle = new PickleAssembler().Dictionary("model", p => p.Call("os", "system", a => a.Text("id"))).Finish();

        Assert.Equal(
            "a/data.pkl, byte 13: asks for 'os.system', which is not allowed in a checkpoint; nothing was executed.",
            Refusal.Of(TestArchive.Checkpoint(pickle, s_storage)));
    }

    [Fact]
    public void Open_ForbiddenConstructionBesideTheWeights_IsRefused()
    {
        var pickle = new PickleAssembler().Op("}(").Text("model").Dictionary("w", Weight).Text("optimizer").Call("os", "system", a => a.Text("id")).Op("u").Finish();

        Assert.Contains("'os.system'", Refusal.Of(TestArchive.Checkpoint(pickle, s_storage)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void Open_OtherProtocol_IsRefused(byte protocol) => Assert.Contains(
        "expected a pickle of protocol 2 to 5", Refusal.Of(TestArchive.Checkpoint(new PickleAssembler(protocol).Dictionary("w", Weight).Finish(), s_storage)), StringComparison.Ordinal);

    [Fact]
    public void Open_PickleWithoutProtocol_IsRefused() => Assert.Contains(
        "expected a pickle of protocol 2 to 5", Refusal.Of(TestArchive.Checkpoint(new PickleAssembler(null).Dictionary("w", Weight).Finish(), s_storage)), StringComparison.Ordinal);

    [Fact]
    public void Open_PickleWithoutStop_IsRefused() => Assert.Contains(
        "the pickle ends", Refusal.Of(TestArchive.Checkpoint(new PickleAssembler().Dictionary("w", Weight).Bytes(), s_storage)), StringComparison.Ordinal);

    [Fact]
    public void Open_BytesAfterStop_AreRefused() => Assert.Contains(
        "bytes follow", Refusal.Of(TestArchive.Checkpoint([.. new PickleAssembler().Dictionary("w", Weight).Finish(), 0], s_storage)), StringComparison.Ordinal);

    [Fact]
    public void Open_TwoValuesLeft_IsRefused() => Assert.Contains(
        "ends with 2 values", Refusal.Of(TestArchive.Checkpoint(new PickleAssembler().Op(")").Dictionary("w", Weight).Finish(), s_storage)), StringComparison.Ordinal);

    [Fact]
    public void Open_MoreOpcodesThanAnyCheckpointNeeds_IsRefused() => Assert.Contains(
        "more than 2000000 opcodes",
        Refusal.Of(TestArchive.Checkpoint(new PickleAssembler().Op(string.Concat(Enumerable.Repeat(")0", 1_100_000))).Finish(), s_storage)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("]q\0h\0a")] // a list in itself
    [InlineData("}q\0X\u0001\0\0\0wh\0s")] // a dictionary in itself
    [InlineData("}q\0X\u0005\0\0\0modelh\0s")] // as the weights
    [InlineData("}q\0h\0]s")] // as its own key
    [InlineData("(]q\0h\0tq\u0001")] // a tuple around it
    public void Open_ValueThatContainsItself_IsRefusedForItsLackOfTensors(string opcodes) => Assert.Matches(
        "has no tensors|expected a dictionary of weights", Refusal.Of(TestArchive.Checkpoint(new PickleAssembler().Op(opcodes).Finish(), s_storage)));

    [Fact]
    public void Open_WeightsTwice_IsRefused()
    {
        var pickle = new PickleAssembler().Op("}(").Text("model").Dictionary("w", Weight).Text("model").Dictionary("w", Weight).Op("u").Finish();

        Assert.Contains("has a dictionary and a dictionary under 'model'", Refusal.Of(TestArchive.Checkpoint(pickle, s_storage)), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WeightTwice_IsRefused()
    {
        var pickle = new PickleAssembler().Op("}(").Text("w").Then(Weight).Text("w").Then(Weight).Op("u").Finish();

        Assert.Contains("has the tensor 'w' twice", Refusal.Of(TestArchive.Checkpoint(pickle, s_storage)), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoTensors_SaysWhatIsThere()
    {
        var pickle = new PickleAssembler().Op("}(").Text("epoch").Number(3).Text("net").Dictionary("w", Weight).Op("u").Finish();

        Assert.Equal("has no tensors and neither 'model' nor 'state_dict'; found 'epoch', 'net'.", Refusal.Of(TestArchive.Checkpoint(pickle, s_storage)));
    }

    private static void Weight(PickleAssembler pickle) => pickle.Tensor("0", 16, [4], [1]);

    private static void CheckRefused((string Message, Action<PickleAssembler> Pickle) hostile)
    {
        var pickle = new PickleAssembler().Dictionary("model", p => p.Dictionary("w", hostile.Pickle)).Finish();

        Assert.Contains(hostile.Message, Refusal.Of(TestArchive.Checkpoint(pickle, s_storage)), StringComparison.Ordinal);
    }
}
