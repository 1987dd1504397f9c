namespace Glip.Core;

/// <summary>A device has too little memory for a computation. A smaller one may succeed.</summary>
public sealed class DeviceMemoryException(string message, Exception? innerException = null) : GlipException(message, innerException);
