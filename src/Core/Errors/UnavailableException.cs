namespace Glip.Core;

/// <summary>A source or target cannot be used at present. The component that throws it never retries by itself.</summary>
public class UnavailableException(string message, Exception? innerException = null) : GlipException(message, innerException);
