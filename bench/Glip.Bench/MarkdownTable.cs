using System.Globalization;
using Glip.Core;

namespace Glip.Bench;

/// <summary>Tables as the pages of results have them.</summary>
internal static class MarkdownTable
{
    private const int Looks = 1000;

    private static readonly ImageSize[] s_sizes = [new(416, 240), new(768, 576), new(1333, 750), new(1920, 1080)];

    public static void Row(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Prints the processor time that something takes for a frame, by the size of the picture.</summary>
    /// <param name="prepare">Makes two frames of a size, to be looked at by turns, and who looks.</param>
    public static void PrintCost(Func<ImageSize, (Frame First, Frame Second, Action<Frame> Look)> prepare)
    {
        Row("picture", "ms of a processor a frame");
        Row("---", "---");
        foreach (var size in s_sizes)
        {
            var (first, second, look) = prepare(size);
            using (first)
            using (second)
            {
                LookByTurns();
                LookByTurns(); // compiled to the end by now
                var before = ProcessorTime.OwnSeconds;
                LookByTurns();
                Row(size.ToString(), Text($"{1000 * (ProcessorTime.OwnSeconds - before) / Looks:0.00}"));
            }

            void LookByTurns()
            {
                for (var i = 0; i < Looks; i++)
                {
                    look(i % 2 == 0 ? first : second);
                }
            }
        }
    }
}
