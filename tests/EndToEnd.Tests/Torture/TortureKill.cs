namespace Glip.EndToEnd.Tests;

/// <summary>What is killed.</summary>
internal enum TortureKill
{
    /// <summary>The program with the outbox.</summary>
    Program,

    /// <summary>The broker, which comes back with the sessions and messages that it had saved.</summary>
    BrokerThatRemembers,

    /// <summary>The broker, which comes back empty.</summary>
    BrokerThatForgets,
}
