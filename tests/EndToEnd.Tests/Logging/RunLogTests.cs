using System.Text;
using System.Text.Json;
using Glip.Core;
using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class RunLogTests : IDisposable
{
    private readonly SetClock _clock = new(new DateTimeOffset(2026, 11, 21, 17, 42, 35, 123, TimeSpan.Zero));
    private readonly MemoryStream _output = new();

    private string Written => Encoding.UTF8.GetString(_output.ToArray());

    [Fact]
    public void Warn_Text_IsOneLineForPeople()
    {
        Log().Warn("front_door", "reconnecting", ("attempt", 3), ("wait_s", 4.2), ("reason", "no route to host"));

        Assert.Equal("2026-11-21T17:42:35.123Z warn front_door reconnecting attempt=3 wait_s=4.2 reason=\"no route to host\"\n", Written);
    }

    [Fact]
    public void Info_WithoutStream_HasADashInItsPlace()
    {
        Log().Info(null, "configuration reloaded", ("streams", "unchanged"));

        Assert.Equal("2026-11-21T17:42:35.123Z info - configuration reloaded streams=unchanged\n", Written);
    }

    [Fact]
    public void Info_Values_AreWrittenPlainly()
    {
        Log().Info(
            "a", "values", ("nothing", null), ("yes", true), ("third", 1 / 3.0), ("endless", double.NaN), ("money", 1.50m), ("time", TimeSpan.FromMilliseconds(1500)), ("state", StreamState.Reconnecting),
            ("at", new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.FromHours(1))), ("size", new ImageSize(640, 480)), ("empty", string.Empty), ("equation", "a=b"), ("quote", "\"\\"), ("blank", "a b"), ("word", "größe"));

        Assert.EndsWith(
            " nothing=null yes=true third=0.333 endless=NaN money=1.5 time=1.5 state=reconnecting at=2026-01-01T00:00:00.000Z size=640x480 empty=\"\" equation=\"a=b\" quote=\"\\\"\\\\\" blank=\"a b\" word=größe\n",
            Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_Json_IsOneObjectALine()
    {
        Log(LogFormat.Json).Error("front_door", "stopped", ("attempt", 3), ("wait_s", 4.2), ("final", true), ("reason", "größe \"x\""), ("nothing", null), ("endless", double.PositiveInfinity));

        using var json = JsonDocument.Parse(Assert.Single(Written.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        using var expected = JsonDocument.Parse("""
            {
              "time": "2026-11-21T17:42:35.123Z", "level": "error", "stream": "front_door", "message": "stopped",
              "fields": { "attempt": 3, "wait_s": 4.2, "final": true, "reason": "größe \"x\"", "nothing": null, "endless": "Infinity" }
            }
            """);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, json.RootElement), Written);
    }

    [Theory]
    [InlineData("\n2026-11-21T17:42:35.123Z error forged")]
    [InlineData("\r\u001b[2K\u0000\u007f\u0085")]
    [InlineData("\u2028\u2029\u202e\u200b")]
    [InlineData("\ud800")]
    public void Info_TextThatForgesLines_StaysOnItsLine(string hostile)
    {
        foreach (var format in Enum.GetValues<LogFormat>())
        {
            Log(format).Info(hostile, hostile, ("reason", hostile));
        }

        Assert.Equal(2, Written.Count(c => c == '\n'));
        Assert.DoesNotContain(Written.Replace("\n", string.Empty, StringComparison.Ordinal), c => char.IsControl(c) || c is '\u2028' or '\u2029');
        Assert.DoesNotContain(Written.Split('\n')[0], c => char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format);
    }

    [Fact]
    public void Info_ControlCharacters_CanBeReadAsCodes()
    {
        Log().Info("a", "said", ("text", "a\nb\tc\u001bd\\e"));

        Assert.EndsWith(@" text=""a\nb\tc\u{1b}d\\e""" + "\n", Written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Info_LongTexts_AreCut(bool isJson)
    {
        Log(isJson ? LogFormat.Json : LogFormat.Text).Info("a", new string('m', 5_000), ("text", new string('t', 5_000)));

        Assert.Contains(new string('m', 500) + "…", Written, StringComparison.Ordinal);
        Assert.Contains(new string('t', 500) + "…", Written, StringComparison.Ordinal);
        Assert.InRange(Written.Length, 1_000, 1_200);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Error_Secrets_AreHidden(bool isJson)
    {
        Secrets.Register("log \"secret\" 7");
        Log(isJson ? LogFormat.Json : LogFormat.Text).Error("a", "cannot open rtsp://viewer:pa55@10.0.0.4/", ("url", new Uri("http://u:pa55@cam/?token=t0ken")), ("reason", "log \"secret\" 7 is wrong"));

        Assert.All((string[])["pa55", "t0ken", "secret"], secret => Assert.DoesNotContain(secret, Written, StringComparison.Ordinal));
        Assert.Contains("rtsp://***@10.0.0.4/", Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_SecretAcrossTheCut_LeavesNoPart()
    {
        Log().Error("a", "said", ("text", new string('t', 490) + " http://cam/?token=t0kent0kent0ken"));

        Assert.DoesNotContain("t0k", Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Warn_TheSameAgain_IsWrittenOnceAMinuteWithTheCount()
    {
        var log = Log();
        for (var second = 0; second <= 60; second++)
        {
            log.Warn("a", "slow", ("share", second));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["2026-11-21T17:42:35.123Z warn a slow share=0", "2026-11-21T17:43:35.123Z warn a slow share=60 repeated=59"], Written.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Warn_AnotherStreamMessageOrReason_IsNotTheSame()
    {
        var log = Log();
        log.Warn("a", "reconnecting", ("reason", "refused"));
        log.Warn("b", "reconnecting", ("reason", "refused"));
        log.Warn(null, "reconnecting", ("reason", "refused"));
        log.Warn("a", "slow", ("reason", "refused"));
        log.Warn("a", "reconnecting", ("reason", "unauthorised"));
        log.Warn("a", "reconnecting", ("reason", "refused"), ("attempt", 2));

        Assert.Equal(5, Written.Count(c => c == '\n'));
    }

    [Fact]
    public void InfoAndError_TheSameAgain_AreWritten()
    {
        var log = Log();
        log.Info("a", "online");
        log.Info("a", "online");
        log.Error("a", "stopped");
        log.Error("a", "stopped");

        Assert.Equal(4, Written.Count(c => c == '\n'));
    }

    [Fact]
    public void Info_SeveralThreads_WritesOneLineAfterTheOther()
    {
        using var output = new OneAtATime();
        var log = new RunLog(output, LogFormat.Text, _clock);
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() => Enumerable.Range(0, 500).ToList().ForEach(i => log.Info("a", "counted", ("number", i))))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.False(output.WasDisturbed);
        Assert.Equal(2_000, Encoding.UTF8.GetString(output.ToArray()).Split("number=").Length - 1);
    }

    [Fact]
    public void Info_OutputThatCannotBeWritten_DisturbsNothing()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        new RunLog(full, LogFormat.Text, _clock).Info("a", "online");
    }

    public void Dispose() => _output.Dispose();

    private RunLog Log(LogFormat format = LogFormat.Text) => new(_output, format, _clock);
}
