using System.Globalization;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Draws the board as lines of a terminal: at most <c>height</c> lines of at most <c>width</c> cells, without control characters.</summary>
internal static class WatchFrame
{
    private static readonly string[] s_columns = ["STREAM", "PHRASE", "SCORE", "TOP", "AGE", "ZONES", "TRACK"];

    public static IReadOnlyList<(string Text, WatchStyle Style)> Lines(WatchBoard board, int width, int height, TimeProvider time)
    {
        List<(string Text, WatchStyle Style)> lines = [(Head(board), board.Link.State == MqttLinkState.Connected ? WatchStyle.Bold : WatchStyle.Yellow)];
        lines.AddRange(Wrapped(board.Streams.Select(pair => Stream(pair.Key, pair.Value)), width, Math.Max(1, height / 4)).Select(line => (line, WatchStyle.Plain)));

        var rest = Math.Max(0, height - lines.Count - 1);
        string[] notes = [.. board.Notes.TakeLast(rest / 5)];
        string[] ended = [.. board.Ended.Take(Math.Max(0, (rest / 3) - 1)).Select(message => Ended(message, time))];
        rest -= notes.Length + (ended.Length == 0 ? 0 : ended.Length + 1);
        lines.AddRange(Open(board, rest, time));
        lines.AddRange(ended.Select(line => (line, WatchStyle.Faint)).Prepend(("LAST ENDED", WatchStyle.Bold)).Take(ended.Length == 0 ? 0 : ended.Length + 1));
        lines.AddRange(notes.Select(line => (line, WatchStyle.Yellow)));
        return [.. lines.Take(height).Select(line => (SafeText.Cut(SafeText.Of(line.Text), width), line.Style))];
    }

    private static string Head(WatchBoard board)
    {
        var link = board.Link.State switch
        {
            MqttLinkState.Connected => "connected",
            MqttLinkState.Waiting => $"reconnecting: {board.Link.Reason}",
            _ => "connecting",
        };
        var instances = board.Instances.Count == 0 ? "no instance known" : string.Join(", ", board.Instances.Select(pair => $"{pair.Key} {pair.Value}"));
        return string.Create(CultureInfo.InvariantCulture, $"{board.Broker}  {instances}  {board.Shown} messages  {link}");
    }

    private static string Stream(string name, WatchedStatus status) => status.State == "online"
        ? string.Create(CultureInfo.InvariantCulture, $"{name} {status.FpsProcessed:0.0} fps")
        : $"{name} {status.State}{(status.Reason is null ? string.Empty : $" ({status.Reason})")}";

    private static IEnumerable<(string Text, WatchStyle Style)> Open(WatchBoard board, int height, TimeProvider time)
    {
        var (now, open) = (time.GetUtcNow(), board.Open);
        var shown = open.Count <= height ? open.Count : Math.Max(0, height - 1);
        string[][] rows = [s_columns, .. open.Take(shown).Select(each => Cells(each, now))];
        foreach (var (line, index) in Table(rows).Select((line, index) => (line, index)))
        {
            yield return (line, index == 0 ? WatchStyle.Bold : WatchStyle.Plain);
        }

        if (open.Count == 0)
        {
            yield return ("nothing is seen", WatchStyle.Faint);
        }
        else if (shown < open.Count)
        {
            yield return (FormattableString.Invariant($"and {open.Count - shown} more"), WatchStyle.Faint);
        }
    }

    private static string[] Cells(OpenEvent open, DateTimeOffset now)
    {
        var e = open.Event;
        return
        [
            open.Stream,
            SafeText.Cut(SafeText.Of(string.Join(", ", e.Phrases.Where(phrase => phrase.Active).Select(phrase => phrase.Phrase).DefaultIfEmpty(e.Phrase))), 40),
            e.Score.ToString("0.00", CultureInfo.InvariantCulture),
            e.TopScore.ToString("0.00", CultureInfo.InvariantCulture),
            WatchLines.Length(Math.Floor(open.Age(now))).Replace(".0", string.Empty, StringComparison.Ordinal) + (open.IsDoubtful ? "?" : string.Empty),
            SafeText.Cut(SafeText.Of(string.Join(", ", e.Zones)), 24),
            string.Create(CultureInfo.InvariantCulture, $"{e.TrackId}{(e.Stationary ? "  stationary" : string.Empty)}"),
        ];
    }

    private static string Ended(WatchedMessage message, TimeProvider time)
    {
        var e = message.Event;
        var replayed = message.Mark.HasFlag(WatchMark.Replayed) ? "  replayed" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{WatchLines.Time(e.At, time)}  {message.Stream}  {e.Phrase} {e.TopScore:0.00}  {WatchLines.Length(e.DurationS)}  {EventWords.Of(e.EndReason)}{replayed}");
    }

    private static IEnumerable<string> Table(string[][] rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => Spectre.Console.StringExtensions.GetCellWidth(row[column])))];
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => SafeText.Pad(cell, widths[column]))).TrimEnd());
    }

    /// <summary>As many parts in a line as fit, and no more than so many lines.</summary>
    private static List<string> Wrapped(IEnumerable<string> parts, int width, int most)
    {
        List<string> lines = [];
        foreach (var part in parts.Select(SafeText.Of))
        {
            if (lines.Count > 0 && Spectre.Console.StringExtensions.GetCellWidth($"{lines[^1]}  {part}") <= width)
            {
                lines[^1] += $"  {part}";
            }
            else if (lines.Count < most)
            {
                lines.Add(part);
            }
            else
            {
                lines[^1] += " …";
                break;
            }
        }

        return lines;
    }
}
