namespace Glip.Core;

/// <summary>A file of weights cannot be used: damaged, refused, or of another model.</summary>
public sealed class CheckpointException(string message, Exception? innerException = null) : GlipException(message, innerException);
