using System.Globalization;
using Glip.Core;

namespace Glip.EndToEnd.Tests;

/// <summary>What a program that is going to be killed has to say: each line is with the system before the next thing is done. Safe for use by several threads.</summary>
internal sealed class TortureLog(string path) : IDisposable
{
    /// <summary>All is written that was to be written.</summary>
    public const string Done = "done";

    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly Lock _lock = new();

    /// <summary>Messages that are about to be brought.</summary>
    public void Try(IEnumerable<PhraseEvent> messages) => Write(messages.Select(message => Line("try", message)));

    /// <summary>Messages that have their numbers.</summary>
    public void Confirm(IEnumerable<PhraseEvent> messages) => Write(messages.Select(message => Line("confirmed", message)));

    public void Finish() => Write([Done + "\n"]);

    public void Dispose() => _file.Dispose();

    private static string Line(string word, PhraseEvent message) =>
        string.Create(CultureInfo.InvariantCulture, $"{word} {message.Stream.StreamId} {message.Seq} {message.EventId} {message.Type.ToString().ToLowerInvariant()}\n");

    private void Write(IEnumerable<string> lines)
    {
        lock (_lock)
        {
            _file.Write([.. lines.SelectMany(System.Text.Encoding.ASCII.GetBytes)]);
        }
    }
}
