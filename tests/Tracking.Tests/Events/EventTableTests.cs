using System.Text.Json;
using System.Text.RegularExpressions;
using Glip.Core;
using Glip.Testing;

namespace Glip.Tracking.Tests;

public sealed partial class EventTableTests
{
    [Fact]
    public void Rules_InTheDocumentation_AreThoseInForce()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "events.md"));
        var rows = Row().Matches(document).Select(row => string.Join(' ', row.Groups.Values.Skip(1).Select(cell => cell.Value)));

        Assert.Equal(EventTable.Rules.Select(rule => $"{Word(rule.State)} {Word(rule.Condition)} {Word(rule.Next)} {Word(rule.Told)}"), rows);
    }

    [Fact]
    public void Rules_OfEachStateAndCondition_AreOneAtMost() =>
        Assert.All(EventTable.Rules.GroupBy(rule => (rule.State, rule.Condition)), group => Assert.Single(group));

    [Fact]
    public void Rules_Tell_AStartOnlyOnConfirmationAndAnEndOnlyOnEnding()
    {
        Assert.All(EventTable.Rules, rule => Assert.Equal(rule.Told == EventTelling.Start, rule is { State: EventState.Candidate, Next: EventState.Confirmed }));
        Assert.All(EventTable.Rules, rule => Assert.Equal(rule.Told == EventTelling.End, rule is { State: not EventState.Candidate, Next: EventState.Ended }));
        Assert.DoesNotContain(EventTable.Rules, rule => rule.State == EventState.Ended);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    [GeneratedRegex(@"^\| `(\w+)` \| `(\w+)` \| `(\w+)` \| (\w+) \|$", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
