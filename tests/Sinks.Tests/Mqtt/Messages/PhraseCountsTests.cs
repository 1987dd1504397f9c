using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class PhraseCountsTests
{
    private readonly PhraseCounts _counts = new();

    public PhraseCountsTests() => _counts.Seek(["person", "red_car"], ["porch"]);

    [Fact]
    public void Seek_NothingOpen_CountsZeroEverywhere() =>
        Assert.Equal<PhraseCount>([new(null, "person", 0), new("porch", "person", 0), new(null, "red_car", 0), new("porch", "red_car", 0)], _counts.All);

    [Fact]
    public void Take_Start_CountsAllActivePhrasesAndZones()
    {
        var start = Event(1, EventType.Start, ["porch"], ("person", true), ("red car", false));

        Assert.Equal<PhraseCount>([new(null, "person", 1), new("porch", "person", 1)], _counts.Take([start]));
    }

    [Fact]
    public void Take_LifeOfTwo_TellsEachChangeOnce()
    {
        _counts.Take([Event(1, EventType.Start, [], ("person", true)), Event(2, EventType.Start, [], ("person", true))]);

        Assert.Equal<PhraseCount>([new(null, "person", 2)], _counts.All.Where(count => count.Count > 0));
        Assert.Empty(_counts.Take([Event(1, EventType.Update, [], ("person", true))]));
        Assert.Equal<PhraseCount>([new("porch", "person", 1)], _counts.Take([Event(1, EventType.ZoneEnter, ["porch"], ("person", true))]));
        Assert.Equal<PhraseCount>([new(null, "red_car", 1), new("porch", "red_car", 1)], _counts.Take([Event(1, EventType.Update, ["porch"], ("person", true), ("red car", true))]));
        Assert.Equal<PhraseCount>([new(null, "person", 1), new("porch", "person", 0), new(null, "red_car", 0), new("porch", "red_car", 0)], _counts.Take([Event(1, EventType.End, [], ("person", true))]));
    }

    [Fact]
    public void Take_StartAndEndTogether_ChangesNothing() =>
        Assert.Empty(_counts.Take([Event(1, EventType.Start, [], ("person", true)), Event(1, EventType.End, [], ("person", true))]));

    [Fact]
    public void Take_EventOfAnotherPrompt_IsNotCounted() => Assert.Empty(_counts.Take([Event(1, EventType.Update, ["yard"], ("dog", true))]));

    [Fact]
    public void Seek_OtherPhrases_CountsTheOpenEventsForThem()
    {
        _counts.Take([Event(1, EventType.Start, ["porch", "yard"], ("person", true), ("dog", true))]);

        _counts.Seek(["dog", "person"], ["yard"]);

        Assert.Equal<PhraseCount>([new(null, "dog", 1), new("yard", "dog", 1), new(null, "person", 1), new("yard", "person", 1)], _counts.All);
    }

    private static PhraseEvent Event(int id, EventType type, string[] zones, params (string Text, bool Active)[] phrases) => Samples.Event(id, Samples.Header(3)) with
    {
        Type = type,
        Zones = [.. zones],
        Phrases = [.. phrases.Select(phrase => Samples.Phrase(phrase.Text) with { Active = phrase.Active })],
    };
}
