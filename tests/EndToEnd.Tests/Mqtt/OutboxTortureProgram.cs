namespace Glip.EndToEnd.Tests;

/// <summary>These tests as a program that is going to be killed.</summary>
internal static class OutboxTortureProgram
{
    public static Task<int> Main(string[] arguments) => arguments is [TortureChild.Command, .. var rest]
        ? TortureChild.RunAsync(rest)
        : throw new ArgumentException("This program is started by its tests.", nameof(arguments));
}
