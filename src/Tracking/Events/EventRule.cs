using Glip.Core;

namespace Glip.Tracking;

/// <summary>One line of <see cref="EventTable"/>.</summary>
internal readonly record struct EventRule(EventState State, EventCondition Condition, EventState Next, EventTelling Told);
