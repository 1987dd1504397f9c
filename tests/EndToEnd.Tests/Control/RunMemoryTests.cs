using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class RunMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    [Fact]
    public void Open_AfterAChange_RemembersIt()
    {
        var prompt = new SetPromptMemory("x", [new("person", 0.4f, 0.2f) { Zones = ["porch"], MinSize = 0.1, CooldownS = 2.5 }]);
        Open().Change("gate", known => known with { PromptVersion = 7, Phrases = ["person"], AppliedAt = DateTimeOffset.UnixEpoch, Prompt = prompt, Enabled = new(true, false) });

        var known = Open().Of("gate");

        Assert.Equal((7, "person", DateTimeOffset.UnixEpoch, new SetSwitchMemory(true, false)), (known.PromptVersion, Assert.Single(known.Phrases), known.AppliedAt, known.Enabled));
        var sought = Assert.Single(known.Prompt!.Phrases).Restore();
        Assert.Equal(("person", 0.4f, 0.2f, "porch", 0.1, 1, TimeSpan.FromSeconds(2.5)), (sought.Phrase.Text, sought.EnterThreshold, sought.LeaveThreshold, Assert.Single(sought.Zones), sought.MinSize, sought.MaxSize, sought.Cooldown));
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("""{"gate": null}""")]
    [InlineData("""{"gate": {"prompt": {"instead": "x", "phrases": [null]}}}""")]
    [InlineData("""{"gate": {"prompt_version": "seven"}}""")]
    public void Open_Damaged_IsPutAsideAndSaid(string content)
    {
        File.WriteAllText(_folder.File("state.json"), content);

        var memory = Open();

        Assert.Equal(0, memory.Of("gate").PromptVersion);
        Assert.Contains("is damaged", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_folder.File("state.json.damaged")));
        memory.Change("gate", known => known with { PromptVersion = 1 });
        Assert.Equal(1, Open().Of("gate").PromptVersion);
    }

    [Fact]
    public void Change_FolderCannotBeWritten_HoldsForThisRunAndIsSaid()
    {
        File.WriteAllText(_folder.File("file"), "in the way");
        var memory = RunMemory.Open(_folder.File("file/state.json"), _warnings.Add);

        memory.Change("gate", known => known with { PromptVersion = 3 });

        Assert.Equal(3, memory.Of("gate").PromptVersion);
        Assert.Contains("is forgotten at the next start", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private RunMemory Open() => RunMemory.Open(_folder.File("state.json"), _warnings.Add);
}
