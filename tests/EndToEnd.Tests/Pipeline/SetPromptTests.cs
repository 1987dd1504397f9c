using Glip.Core;
using Glip.Host;
using Glip.Inference;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Prompts and thresholds that are set from outside while streams run.</summary>
public sealed class SetPromptTests
{
    [Fact]
    public async Task SetPrompt_OtherPhrases_TakeOverUnderTheNextNumber()
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person]"));
        await UntilToldAsync(set, "person", 1);

        var answer = await set.SetAsync("car; bicycle", ifVersion: 1);

        Assert.Equal((2, false, null), (answer.InForce.Version, answer.FromFile, answer.Error));
        Assert.Equal(["car", "bicycle"], Texts(answer));
        Assert.True(answer.InForce.HasStandingDecoys);
        await UntilToldAsync(set, "car", 2);
        Assert.Contains(set.Events(), e => e.GetProperty("end_reason").GetString() == "prompt_changed");
        Assert.DoesNotContain(set.Events().Where(e => e.GetProperty("prompt_version").GetInt32() == 2), e => e.GetProperty("phrase").GetString() == "person");
    }

    [Fact]
    public async Task SetPrompt_SameAgain_ChangesNothing()
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person, car]"));

        var answer = await set.SetAsync("person. car.");

        Assert.Equal((1, true, null), (answer.InForce.Version, answer.FromFile, answer.Error));
    }

    [Fact]
    public async Task SetPrompt_Refused_LeavesTheOldOneInForce()
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person]"));

        var conflict = await set.SetAsync("car", ifVersion: 2);
        var unknown = await set.SetAsync("car; zyzzyx");

        Assert.Equal(("version_conflict", "unknown_phrase", "zyzzyx"), (conflict.Error!.Code, unknown.Error!.Code, unknown.Error.RefusedPhrase));
        Assert.All([conflict, unknown], answer => Assert.Equal((1, true, "person"), (answer.InForce.Version, answer.FromFile, Assert.Single(Texts(answer)))));
        Assert.Equal(2, (await set.SetAsync("car", ifVersion: 1)).InForce.Version);
    }

    [Fact]
    public async Task SetThreshold_OfAPhrase_LeavesTheNumberAsItIs()
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person, car]"));

        var answer = await set.SetThresholdAsync("person", 0.6f);

        Assert.Equal((1, null, 0.6f, 0.45f), (answer.InForce.Version, answer.Error, answer.InForce.Phrases[0].EnterThreshold, answer.InForce.Phrases[0].LeaveThreshold));
        Assert.Equal((0.5f, 0.35f), (answer.InForce.Phrases[1].EnterThreshold, answer.InForce.Phrases[1].LeaveThreshold));
        Assert.Equal(0.01f, (await set.SetThresholdAsync("person", 0.05f)).InForce.Phrases[0].LeaveThreshold);
        await Waiting.UntilAsync(() => set.Events().Any(e => e.GetProperty("phrases")[0].GetProperty("enter_threshold").GetDecimal() == 0.05m));
    }

    [Theory]
    [InlineData("dog", 0.5f, "unknown_phrase")]
    [InlineData("person", 0, "invalid_threshold")]
    [InlineData("person", 1.5f, "invalid_threshold")]
    [InlineData("person", float.NaN, "invalid_threshold")]
    public async Task SetThreshold_Refused_LeavesTheOldOneInForce(string slug, float value, string code)
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person]"));

        var answer = await set.SetThresholdAsync(slug, value);

        Assert.Equal((code, 0.5f), (answer.Error!.Code, answer.InForce.Phrases[0].EnterThreshold));
    }

    [Fact]
    public async Task SetPrompt_FiftyInASecond_FirstAndLastPassTheOthersAreTooMany()
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person]"));

        var answers = Enumerable.Range(0, 50).Select(i => set.Streams.Control.SetPromptAsync("gate", Prompt.Of([i == 49 ? "dog" : i % 2 == 0 ? "car" : "bicycle"], 0.5f, 0.35f), null)).ToList();
        await Task.WhenAll(answers.Take(49));
        Assert.False(answers[49].IsCompleted);
        set.Clock.Advance(TimeSpan.FromSeconds(1));
        var last = await answers[49];

        Assert.Null((await answers[0]).Error);
        Assert.All(await Task.WhenAll(answers.Skip(1).Take(48)), answer => Assert.Equal("busy", answer.Error!.Code));
        Assert.Equal((3, null, "dog"), (last.InForce.Version, last.Error, Assert.Single(Texts(last))));
    }

    [Fact]
    public async Task Change_FileSaysTheSame_KeepsThePromptThatWasSet()
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person]"));
        await set.SetAsync("car");

        Assert.Empty((await set.Streams.ChangeAsync(set.Read(RunningSet.Still("[person]")))).InPlace);
        Assert.Equal(["gate"], (await set.Streams.ChangeAsync(set.Read(RunningSet.Still("[person]", "loop: true, motion_gate: false, events: { min_hits: 2 }")))).InPlace.ToArray());

        var present = await set.SetAsync("car");
        Assert.Equal((2, false, "car"), (present.InForce.Version, present.FromFile, Assert.Single(Texts(present))));
    }

    [Fact]
    public async Task Change_FileIsRefused_KeepsThePromptThatWasSet()
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person]"));
        await set.SetAsync("car");

        await Assert.ThrowsAsync<PromptException>(() => set.Streams.ChangeAsync(set.Read(RunningSet.Still("[xylorimba]"))));
        Assert.Empty((await set.Streams.ChangeAsync(set.Read(RunningSet.Still("[person]")))).InPlace);

        var present = await set.SetAsync("car");
        Assert.Equal((2, false), (present.InForce.Version, present.FromFile));
    }

    [Fact]
    public async Task Change_FileSaysSomethingElse_CountsAgain()
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person]"));
        await set.SetAsync("car");

        Assert.Equal(["gate"], (await set.Streams.ChangeAsync(set.Read(RunningSet.Still("[bicycle]")))).InPlace.ToArray());

        var present = await set.SetAsync("bicycle");
        Assert.Equal((3, true), (present.InForce.Version, present.FromFile));
    }

    [Fact]
    public async Task Change_ThresholdsWereCalibratedAnew_AreInForce()
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person]", "loop: true, calibration: { file: quiet.json }"));
        var model = ModelPackage.Open(Repository.Nano).Identity;
        var phrase = new CalibratedPhrase("person", 0.7f, 0.6f, null, 9);
        await new CalibratedThresholds(1, DateTimeOffset.UnixEpoch, "gate", model.Name, model.Sha256, 60, "1/day", [phrase]).WriteAsync(Path.Combine(set.Folder, "quiet.json"), CancellationToken.None);

        Assert.Equal(["gate"], (await set.Streams.ChangeAsync(set.Read(RunningSet.Still("[person]", "loop: true, calibration: { file: quiet.json }")))).InPlace.ToArray());

        Assert.Equal(0.7f, (await set.SetThresholdAsync("dog", 0.5f)).InForce.Phrases[0].EnterThreshold); // refused: tells what is in force
        Assert.Equal(0.3f, (await set.SetThresholdAsync("person", 0.3f)).InForce.Phrases[0].EnterThreshold);
    }

    [Fact]
    public async Task SetPrompt_StreamOfAFile_BeginsAnotherRun()
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person]", "events: { min_hits: 1 }"));

        Assert.Equal(2, (await set.SetAsync("car")).InForce.Version);

        Assert.True(await set.Streams.WaitAsync());
        Assert.Contains(set.Events(), e => (e.GetProperty("phrase").GetString(), e.GetProperty("end_reason").GetString()) == ("car", "stream_ended"));
    }

    [Fact]
    public async Task SetPrompt_StreamIsSwitchedOff_IsKeptUntilItIsOn()
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person]", "enabled: false, loop: true"));
        await set.SetAsync("car");

        await set.Streams.ChangeAsync(set.Read(RunningSet.Still("[person]")));

        await UntilToldAsync(set, "car", 2);
    }

    [Fact]
    public async Task SetPrompt_NoSuchStream_SaysSo()
    {
        await using var set = await RunningSet.StartAsync(RunningSet.Still("[person]"));

        var e = await Assert.ThrowsAsync<UnavailableException>(() => set.Streams.Control.SetPromptAsync("other", Prompt.Of(["car"], 0.5f, 0.35f), null));

        Assert.Equal("there is no stream 'other'", e.Message);
    }

    private static IEnumerable<string> Texts(PromptAnswer answer) => answer.InForce.Phrases.Select(sought => sought.Phrase.Text);

    private static Task UntilToldAsync(RunningSet set, string phrase, int version) => Waiting.UntilAsync(() =>
        set.Events().Any(e => (e.GetProperty("type").GetString(), e.GetProperty("phrase").GetString(), e.GetProperty("prompt_version").GetInt32()) == ("start", phrase, version)));
}
