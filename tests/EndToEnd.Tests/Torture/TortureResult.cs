namespace Glip.EndToEnd.Tests;

/// <summary>What came of it.</summary>
internal sealed record TortureResult
{
    public required IReadOnlyList<TortureKill> Kills { get; init; }

    /// <summary>Messages whose numbers were told.</summary>
    public required int Confirmed { get; init; }

    /// <summary>Different messages that arrived.</summary>
    public required int Received { get; init; }

    public required int Repeats { get; init; }

    /// <summary>Confirmed messages that did not arrive.</summary>
    public required int Lost { get; init; }

    public required int OutOfOrder { get; init; }

    public required int InterruptedEnds { get; init; }

    public required TimeSpan Time { get; init; }

    /// <summary>Everything that is not as promised, in words.</summary>
    public required IReadOnlyList<string> Faults { get; init; }
}
