using System.Text;

namespace Glip.Host;

/// <summary>The whole terminal as one picture, until it is disposed of: then everything is as before.</summary>
/// <remarks>Source: XTerm Control Sequences, T. Dickey; ECMA-48.</remarks>
internal sealed class TerminalScreen : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l\e[?7l"; // other screen, no cursor, no wrapping
    private const string Leave = "\e[?7h\e[?25h\e[?1049l";

    private readonly TextWriter _output;
    private readonly bool _hasColours;
    private string _drawn = string.Empty;

    public TerminalScreen(TextWriter output, bool hasColours)
    {
        (_output, _hasColours) = (output, hasColours);
        _output.Write(Enter);
    }

    /// <summary>Draws lines over what is there, at once; nothing when they are there already.</summary>
    /// <param name="lines">No longer than the terminal is wide, no more than it is high.</param>
    /// <param name="isNew">Draw it all the same: the terminal has another size.</param>
    public void Draw(IReadOnlyList<(string Text, WatchStyle Style)> lines, bool isNew)
    {
        var picture = new StringBuilder("\e[H");
        picture.AppendJoin("\e[K\r\n", lines.Select(line => _hasColours ? WatchColours.Of(line.Text, line.Style) : line.Text));
        var text = picture.Append("\e[K\e[J").ToString();
        if (isNew || text != _drawn)
        {
            _output.Write(_drawn = text);
        }
    }

    public void Dispose() => _output.Write(Leave);
}
