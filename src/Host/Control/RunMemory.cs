using System.Collections.Immutable;
using System.Text.Json;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>What the program remembers of its streams from one start to the next: a small file, replaced as a whole. Safe for use by several threads.</summary>
internal sealed class RunMemory
{
    private const long MostBytes = 64 << 20;

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _lock = new();
    private readonly string? _path;
    private readonly Action<string> _warn;
    private ImmutableSortedDictionary<string, StreamMemory> _streams;

    private RunMemory(string? path, Action<string> warn, ImmutableSortedDictionary<string, StreamMemory> streams) => (_path, _warn, _streams) = (path, warn, streams);

    /// <summary>A memory that ends with the program.</summary>
    public static RunMemory OfThisRun() => new(null, _ => { }, ImmutableSortedDictionary<string, StreamMemory>.Empty);

    /// <summary>Opens it, or begins one; a damaged file is put aside.</summary>
    /// <param name="path">The file.</param>
    /// <param name="warn">Told in one line of what cannot be read or written.</param>
    public static RunMemory Open(string path, Action<string> warn) => new(path, warn, Read(path, warn) ?? ImmutableSortedDictionary<string, StreamMemory>.Empty);

    public StreamMemory Of(string streamId) => _streams.GetValueOrDefault(streamId) ?? new StreamMemory();

    /// <summary>Changes what is known of a stream. It is on the disk on return; when that cannot be written, it is told and holds for this run.</summary>
    public void Change(string streamId, Func<StreamMemory, StreamMemory> change)
    {
        lock (_lock)
        {
            var changed = change(Of(streamId));
            if (changed == Of(streamId))
            {
                return;
            }

            _streams = _streams.SetItem(streamId, changed);
            Write();
        }
    }

    private static ImmutableSortedDictionary<string, StreamMemory>? Read(string path, Action<string> warn)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var known = new FileInfo(path).Length <= MostBytes ? JsonSerializer.Deserialize<Dictionary<string, StreamMemory>>(File.ReadAllBytes(path), s_json) : null;
            return known is not null && known.Values.All(stream => stream is { IsWhole: true })
                ? known.ToImmutableSortedDictionary(StringComparer.Ordinal)
                : throw new JsonException("it is not what was written");
        }
        catch (JsonException e)
        {
            warn($"'{path}' is damaged ({e.Message.TrimEnd('.')}); kept as '{Path.GetFileName(path)}.damaged': prompts and switches that were set are those of the configuration again");
            File.Move(path, path + ".damaged", overwrite: true);
            return null;
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            warn($"'{path}' cannot be read ({e.Message.TrimEnd('.')}); prompts and switches that were set are those of the configuration again");
            return null;
        }
    }

    private void Write()
    {
        if (_path is null)
        {
            return;
        }

        try
        {
            OutputFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(_streams, s_json));
        }
        catch (UnavailableException e)
        {
            _warn($"{e.Message}; what is set by messages is forgotten at the next start");
        }
    }
}
