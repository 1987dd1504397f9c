namespace Glip.Core;

/// <summary>A program, library or model that is needed is not installed. The message says how to get it.</summary>
public sealed class MissingPartException(string message, Exception? innerException = null) : GlipException(message, innerException);
