using System.Diagnostics;
using System.Text.Json;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class OutboxKillTests : IDisposable
{
    private const int Times = 20;

    private readonly TemporaryFolder _folder = new();
    private readonly OutboxReader _reader = new();
    private readonly HashSet<string> _given = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_AtAnyMoment_GivesNoNumberTwiceAndLosesNone()
    {
        var random = new Random(20261121);
        for (var i = 0; i < Times; i++)
        {
            Follow(await RunAndKillAsync(TimeSpan.FromMilliseconds(random.Next(120))));
        }

        await using var outbox = Outbox.Open(OutboxSamples.Options(_folder.File("outbox.db")), TimeProvider.System, warning => Assert.Fail(warning));
        (await outbox.DrainAsync()).ForEach(_reader.Read);
        Assert.True(_given.Count > 3 * Times, $"only {_given.Count} messages were stored");
        Assert.All(outbox.Streams.Values, stream => Assert.Equal(stream.LastSeq, _reader.LastSeq(stream.Stream)));
        Assert.All(_given, given => Assert.True(_reader.HasRead(given), $"{given} was given and never delivered"));
        Assert.Empty(_reader.Open);
    }

    private void Follow(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            switch (line.Split(' ', 2))
            {
                case ["given", var number]:
                    Assert.True(_given.Add(number), $"{number} was given twice");
                    break;
                case ["sent", var json]:
                    _reader.Read(JsonElement.Parse(json));
                    break;
            }
        }
    }

    /// <summary>Whole lines that the program wrote before it was killed.</summary>
    private async Task<IEnumerable<string>> RunAndKillAsync(TimeSpan after)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, ArgumentList = { typeof(OutboxProgram).Assembly.Location, _folder.File("outbox.db") } };
        using var program = Process.Start(start)!;
        var first = await program.StandardOutput.ReadLineAsync();
        Assert.NotNull(first);
        var rest = program.StandardOutput.ReadToEndAsync();
        await Task.Delay(after); // a moment of its life, not something to wait for
        program.Kill();
        await program.WaitForExitAsync();
        return [first, .. (await rest).Split('\n')[..^1]];
    }
}
