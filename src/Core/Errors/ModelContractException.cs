namespace Glip.Core;

/// <summary>A model package is not what its contract says. Found at start, never at the first frame.</summary>
public sealed class ModelContractException(string message, Exception? innerException = null) : GlipException(message, innerException);
