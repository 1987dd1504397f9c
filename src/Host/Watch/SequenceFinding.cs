namespace Glip.Host;

/// <summary>What the number of a message says.</summary>
/// <param name="Order">How it stands to those before it.</param>
/// <param name="Seq">The number.</param>
/// <param name="Skipped">How many numbers right before it were discarded on purpose.</param>
/// <param name="Lost">How many numbers before those never came; 0 for none.</param>
internal readonly record struct SequenceFinding(SequenceOrder Order, long Seq, long Skipped, long Lost)
{
    /// <summary>What a person should know of it, one line each.</summary>
    public IEnumerable<string> Lines(string stream)
    {
        if (Order == SequenceOrder.Anew)
        {
            yield return FormattableString.Invariant($"numbering of {stream} begins anew at {Seq}");
        }

        if (Lost > 0)
        {
            yield return FormattableString.Invariant($"gap: {Lost} {(Lost == 1 ? "message" : "messages")} of {stream} {(Lost == 1 ? "was" : "were")} lost ({Range(Seq - Skipped - Lost, Seq - Skipped - 1)})");
        }

        if (Skipped > 0 && Order == SequenceOrder.Forward)
        {
            yield return FormattableString.Invariant($"{Skipped} {(Skipped == 1 ? "message" : "messages")} of {stream} discarded on purpose by the sender ({Range(Seq - Skipped, Seq - 1)})");
        }
    }

    private static string Range(long first, long last) => first == last ? FormattableString.Invariant($"{first}") : FormattableString.Invariant($"{first} to {last}");
}
