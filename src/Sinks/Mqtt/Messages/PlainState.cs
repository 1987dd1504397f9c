using System.Globalization;
using System.Text;

namespace Glip.Sinks;

/// <summary>Payloads of one word or number.</summary>
public static class PlainState
{
    /// <summary>The program runs.</summary>
    public static ReadOnlyMemory<byte> Online { get; } = "online"u8.ToArray();

    /// <summary>The program was stopped in order.</summary>
    public static ReadOnlyMemory<byte> Stopped { get; } = "stopped"u8.ToArray();

    /// <summary>The program went away: the last will.</summary>
    public static ReadOnlyMemory<byte> Offline { get; } = "offline"u8.ToArray();

    /// <summary>A stream was switched off, in the mode that is compatible with Frigate.</summary>
    internal static ReadOnlyMemory<byte> Disabled { get; } = "disabled"u8.ToArray();

    /// <summary>What takes away a retained message.</summary>
    public static ReadOnlyMemory<byte> Nothing => default;

    private static ReadOnlyMemory<byte> On { get; } = "ON"u8.ToArray();

    private static ReadOnlyMemory<byte> Off { get; } = "OFF"u8.ToArray();

    public static ReadOnlyMemory<byte> OnOff(bool on) => on ? On : Off;

    public static ReadOnlyMemory<byte> Number(int count) => Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture));

    /// <summary>A score or threshold with at most four decimals.</summary>
    public static ReadOnlyMemory<byte> Number(float score) => Encoding.ASCII.GetBytes(WireNumber.Score(score).ToString(CultureInfo.InvariantCulture));
}
