namespace Glip.Conversion;

/// <summary>The opcodes that a checkpoint may hold, and those whose names are worth showing when it does.</summary>
/// <remarks>Source: CPython, Lib/pickletools.py.</remarks>
internal enum PickleOpcode : byte
{
    // Values
    None = (byte)'N',
    NewTrue = 0x88,
    NewFalse = 0x89,
    BinInt = (byte)'J',
    BinInt1 = (byte)'K',
    BinInt2 = (byte)'M',
    Long1 = 0x8a,
    Long4 = 0x8b,
    BinFloat = (byte)'G',
    BinUnicode = (byte)'X',
    ShortBinUnicode = 0x8c,
    BinUnicode8 = 0x8d,
    BinBytes = (byte)'B',
    ShortBinBytes = (byte)'C',
    BinBytes8 = 0x8e,
    ByteArray8 = 0x96,

    // Containers
    Mark = (byte)'(',
    EmptyTuple = (byte)')',
    Tuple = (byte)'t',
    Tuple1 = 0x85,
    Tuple2 = 0x86,
    Tuple3 = 0x87,
    EmptyList = (byte)']',
    Append = (byte)'a',
    Appends = (byte)'e',
    EmptyDict = (byte)'}',
    SetItem = (byte)'s',
    SetItems = (byte)'u',
    EmptySet = 0x8f,
    AddItems = 0x90,
    FrozenSet = 0x91,

    // Stack and memo
    Pop = (byte)'0',
    PopMark = (byte)'1',
    BinGet = (byte)'h',
    LongBinGet = (byte)'j',
    BinPut = (byte)'q',
    LongBinPut = (byte)'r',
    Memoize = 0x94,

    // Objects
    Global = (byte)'c',
    StackGlobal = 0x93,
    Reduce = (byte)'R',
    Build = (byte)'b',
    BinPersId = (byte)'Q',

    // The pickle itself
    Proto = 0x80,
    Frame = 0x95,
    Stop = (byte)'.',

    // Not allowed: other ways to construct, and what no pickle of protocol 2 or later needs
    Inst = (byte)'i',
    Obj = (byte)'o',
    NewObj = 0x81,
    NewObjEx = 0x92,
    Ext1 = 0x82,
    Ext2 = 0x83,
    Ext4 = 0x84,
    PersId = (byte)'P',
    NextBuffer = 0x97,
    ReadOnlyBuffer = 0x98,
    Dup = (byte)'2',
    Int = (byte)'I',
    Long = (byte)'L',
    Float = (byte)'F',
    String = (byte)'S',
    BinString = (byte)'T',
    ShortBinString = (byte)'U',
    Unicode = (byte)'V',
    Get = (byte)'g',
    Put = (byte)'p',
    List = (byte)'l',
    Dict = (byte)'d',
}
