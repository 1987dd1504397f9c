using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// The pictures of one phrase, at most as many as are to be kept: when there is no more room, the one with the lowest score goes. What is in
/// the folder from earlier runs counts; a picture without a line in <c>index.jsonl</c> is deleted.
/// </summary>
/// <param name="folder">Folder of the phrase.</param>
/// <param name="keep">Most pictures.</param>
internal sealed partial class CandidateShelf(string folder, int keep)
{
    private const string Index = "index.jsonl";
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private List<KeptCandidate>? _kept; // in order of arrival

    /// <exception cref="UnavailableException">The disk is full, or the folder went away.</exception>
    public async Task AddAsync(FrameHeader header, RejectedCandidate candidate, CancellationToken cancellationToken)
    {
        _kept ??= Load();
        var entry = Entry(header, candidate);
        var before = _kept.ToList();
        if (_kept.Count > 0 && (entry.CapturedAt - _kept[^1].CapturedAt).Duration() < CandidatePictures.Span && _kept[^1].Score < entry.Score)
        {
            _kept.RemoveAt(_kept.Count - 1); // the same span of time, looking better
        }

        _kept.RemoveAll(kept => kept.File == entry.File);
        _kept.Add(entry);
        MakeRoom();
        if (_kept.Contains(entry))
        {
            await OutputFile.WriteAsync(Path.Combine(folder, entry.File), candidate.Jpeg, cancellationToken);
            await OutputFile.WriteAsync(Path.Combine(folder, Index), Lines(), cancellationToken);
        }

        before.ExceptBy(_kept.Select(kept => kept.File), kept => kept.File, StringComparer.Ordinal).ToList().ForEach(gone => OutputFile.TryDelete(Path.Combine(folder, gone.File)));
    }

    private static KeptCandidate Entry(FrameHeader header, RejectedCandidate candidate)
    {
        var (box, phrase, score) = candidate.Detection;
        var name = string.Create(CultureInfo.InvariantCulture, $"{header.CapturedAt.UtcDateTime:yyyyMMdd'T'HHmmssfff}-{header.Index}.jpg");
        return new(name, phrase.Text, score, NameOf(candidate.Reason), header.CapturedAt, header.Index, [box.Left, box.Top, box.Right, box.Bottom]);
    }

    private static string NameOf(RejectionReason reason) => reason switch
    {
        RejectionReason.BelowThreshold => "below_threshold",
        RejectionReason.Decoy => "decoy",
        _ => "no_track",
    };

    private void MakeRoom()
    {
        while (_kept!.Count > keep)
        {
            _kept.Remove(_kept.MinBy(kept => kept.Score)!);
        }
    }

    private byte[] Lines() => Encoding.UTF8.GetBytes(string.Concat(_kept!.Select(kept => JsonSerializer.Serialize(kept, s_json) + "\n")));

    private List<KeptCandidate> Load()
    {
        try
        {
            List<KeptCandidate> kept = [.. File.ReadLines(Path.Combine(folder, Index)).Select(Read).OfType<KeptCandidate>()];
            DeleteOthers(kept.Select(entry => entry.File).ToHashSet(StringComparer.Ordinal));
            return kept;
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            return []; // nothing there yet; or the disk is gone, which the next picture will tell
        }
    }

    private KeptCandidate? Read(string line)
    {
        try
        {
            var kept = JsonSerializer.Deserialize<KeptCandidate>(line, s_json);
            return kept is not null && OwnName().IsMatch(kept.File) && File.Exists(Path.Combine(folder, kept.File)) ? kept : null;
        }
        catch (JsonException)
        {
            return null; // its picture goes
        }
    }

    private void DeleteOthers(HashSet<string> known)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Where(path => OwnName().IsMatch(Path.GetFileName(path)) && !known.Contains(Path.GetFileName(path))))
        {
            OutputFile.TryDelete(path);
        }
    }

    [GeneratedRegex(@"^\d{8}T\d{9}-\d+\.jpg\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnName();
}
