using System.Collections.Immutable;
using Glip.Core;
using static Glip.Core.EventState;
using static Glip.Tracking.EventCondition;
using static Glip.Tracking.EventTelling;

namespace Glip.Tracking;

/// <summary>The life of an event: all that can happen, and what follows. The same table stands in docs/events.md.</summary>
internal static class EventTable
{
    public static readonly ImmutableArray<EventRule> Rules =
    [
        new(Candidate, Seen, Candidate, Nothing),
        new(Candidate, Ready, Confirmed, Start),
        new(Candidate, Recognised, Ended, Nothing),
        new(Candidate, Missed, Candidate, Nothing),
        new(Candidate, GivenUp, Ended, Nothing),
        new(Candidate, PhraseGone, Candidate, Nothing),
        new(Candidate, Closed, Ended, Nothing),

        new(Confirmed, Seen, Confirmed, Changes),
        new(Confirmed, Missed, Lost, Changes),
        new(Confirmed, Resting, Lost, Changes),
        new(Confirmed, GivenUp, Ended, End),
        new(Confirmed, PhraseGone, Ended, End),
        new(Confirmed, Closed, Ended, End),

        new(Lost, Seen, Confirmed, Changes),
        new(Lost, Missed, Lost, Changes),
        new(Lost, Resting, Lost, Changes),
        new(Lost, GivenUp, Ended, End),
        new(Lost, PhraseGone, Ended, End),
        new(Lost, Closed, Ended, End),
    ];

    public static EventRule Of(EventState state, EventCondition condition) =>
        Rules.Single(rule => rule.State == state && rule.Condition == condition);
}
