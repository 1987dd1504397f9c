using Glip.Core;

namespace Glip.Host;

/// <summary>A file whose results are written.</summary>
/// <param name="Stream">The stream that it belongs to.</param>
/// <param name="Path">The file.</param>
/// <param name="IsOneOfMany">Whether the stream has other files, so that outputs need the file's name.</param>
/// <param name="Identity">What its events have in common.</param>
/// <param name="Info">What is in it.</param>
internal sealed record FileTarget(StreamConfiguration Stream, string Path, bool IsOneOfMany, EventStream Identity, SourceInfo Info)
{
    /// <summary>Name of an output about the whole file.</summary>
    /// <param name="ending">With its dot.</param>
    public string OutputName(string ending) =>
        IsOneOfMany ? $"{Stream.Id}/{System.IO.Path.GetFileNameWithoutExtension(Path)}{ending}" : $"{Stream.Id}{ending}";
}
