using System.Runtime.InteropServices;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Libraries of the system that may be missing.</summary>
internal static class NativePart
{
    /// <summary>Makes sure that a library can be loaded.</summary>
    /// <param name="library">Its file name.</param>
    /// <param name="packages">The Debian packages that hold it.</param>
    /// <exception cref="MissingPartException">It is not installed.</exception>
    public static void Require(string library, string packages)
    {
        if (!NativeLibrary.TryLoad(library, out _))
        {
            throw new MissingPartException($"the library '{library}' is not installed; run 'sudo apt-get install {packages}'");
        }
    }
}
