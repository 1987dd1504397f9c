namespace Glip.EndToEnd.Tests;

/// <summary>How much there is to bear.</summary>
internal sealed record TortureOptions
{
    /// <summary>Messages of all cameras, about: events that are open when these are written end.</summary>
    public required int Messages { get; init; }

    /// <summary>Half of them hit the program; the broker keeps its file in every second one of the rest.</summary>
    public required int Kills { get; init; }

    /// <summary>Messages a second.</summary>
    public required int Rate { get; init; }

    /// <summary>Of what is killed, and when.</summary>
    public required int Seed { get; init; }
}
