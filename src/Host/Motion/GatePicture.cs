using System.Globalization;
using Glip.Core;
using Glip.Ingest;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>A frame with what the motion gate made of it: moved cells tinted, and the decision in a corner.</summary>
internal sealed class GatePicture(ICanvas canvas, ImageSize size)
{
    private static readonly Rgb s_tint = new(255, 96, 0);

    /// <summary>[height, width, 4] BGRx, as drawn last.</summary>
    public byte[] Pixels { get; } = new byte[checked(size.Width * size.Height * 4)];

    public void Draw(Frame frame, GateDecision decision, GateView view)
    {
        Copy(frame.Pixels.Span);
        for (var cell = 0; cell < view.Moved.Length; cell++)
        {
            if (view.Moved[cell] > 0)
            {
                var (row, column) = Math.DivRem(cell, view.Cells.Width);
                Tint(Border(column, view.Cells.Width, size.Width), Border(row, view.Cells.Height, size.Height), view.Moved[cell]);
            }
        }

        var label = string.Create(CultureInfo.InvariantCulture, $"{frame.Header.Pts.TotalSeconds:0.0} s  {NameOf(decision)}  strength {view.Strength:0.0} of {view.Bar:0.0}");
        canvas.Draw(Pixels, size, new Drawing { Boxes = [new(new(0, 0, size.Width, size.Height), label, ColourOf(decision))] });
    }

    private static (int From, int To) Border(int cell, int cells, int pixels) => (cell * pixels / cells, (cell + 1) * pixels / cells);

    private static string NameOf(GateDecision decision) => decision == GateDecision.Still ? "held back" : $"passes: {decision.ToString().ToLowerInvariant()}";

    private static Rgb ColourOf(GateDecision decision) => decision switch
    {
        GateDecision.Still => new(96, 96, 96),
        GateDecision.Motion => s_tint,
        _ => new(0, 144, 255),
    };

    private void Copy(ReadOnlySpan<byte> rgb)
    {
        for (int from = 0, to = 0; to < Pixels.Length; from += 3, to += 4)
        {
            (Pixels[to], Pixels[to + 1], Pixels[to + 2]) = (rgb[from + 2], rgb[from + 1], rgb[from]);
        }
    }

    /// <summary>Mixes the colour in: a third for a change that is just seen, two thirds for the strongest.</summary>
    private void Tint((int From, int To) columns, (int From, int To) rows, float change)
    {
        var share = (2 + change) / 9;
        for (var y = rows.From; y < rows.To; y++)
        {
            for (var i = ((y * size.Width) + columns.From) * 4; i < ((y * size.Width) + columns.To) * 4; i += 4)
            {
                Pixels[i] = Mix(Pixels[i], s_tint.Blue);
                Pixels[i + 1] = Mix(Pixels[i + 1], s_tint.Green);
                Pixels[i + 2] = Mix(Pixels[i + 2], s_tint.Red);
            }
        }

        byte Mix(byte below, byte above) => (byte)(below + (share * (above - below)));
    }
}
