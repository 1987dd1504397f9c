namespace Glip.Tracking;

/// <summary>What a frame, or someone outside, brings for an object. Of several that apply, the last counts.</summary>
internal enum EventCondition
{
    /// <summary>It was detected.</summary>
    Seen,

    /// <summary>It was detected, and all that an event needs is there.</summary>
    Ready,

    /// <summary>It was detected where an event rests, and is what that event is about: it goes on with it.</summary>
    Recognised,

    /// <summary>It was not detected.</summary>
    Missed,

    /// <summary>The tracker has given it up, but it stood still, and is waited for at its place.</summary>
    Resting,

    /// <summary>The tracker has given it up.</summary>
    GivenUp,

    /// <summary>Its leading phrase is not sought any more.</summary>
    PhraseGone,

    /// <summary>The stream goes away.</summary>
    Closed,
}
