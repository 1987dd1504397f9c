namespace Glip.Sinks;

/// <summary>What becomes of a message that was posted.</summary>
internal enum WebhookVerdict
{
    /// <summary>The receiver has it.</summary>
    Accepted,

    /// <summary>The receiver will never take it.</summary>
    Refused,

    /// <summary>The connection that was kept from the message before had gone: nothing is known yet.</summary>
    Unknown,

    /// <summary>It may be taken later.</summary>
    Later,
}
