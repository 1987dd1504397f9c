namespace Glip.Core.Tests;

internal static class Borrowed
{
    /// <summary>Uses something and disposes of it.</summary>
    public static void Use<T>(this T item, Action<T> action)
        where T : IDisposable
    {
        using (item)
        {
            action(item);
        }
    }
}
