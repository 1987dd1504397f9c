namespace Glip.Core;

/// <summary>The other side does not accept who connects, or is not trusted. Trying again does not help.</summary>
public sealed class ConnectionRefusedException(string message) : GlipException(message, null);
