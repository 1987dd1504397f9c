using Glip.Core;
using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Zones, lines, and what phrases may say about them.</summary>
public sealed class RegionConfigurationTests : IDisposable
{
    private const string Porch = "zones: { porch: { points: [[0.1, 0.5], [0.9, 0.5], [0.5, 1]] } }";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_ZonesAndLines_ArriveInTheirOrder()
    {
        var regions = Read("""
             prompt: x,
             zones: { porch: { points: [[0.1, 0.5], [0.9, 0.5], [0.9, 1], [0.1, 1]], dwell: [30s, 5m], inertia: 5, anchor: centre }, a: { points: [[0, 0], [1, 0], [1, 1]] } },
             lines: { doorstep: { from: [0.2, 0.6], to: [0.8, 0.6], left_to_right: in, right_to_left: out, anchor: centre }, b: { from: [0, 0], to: [1, 1] } }
            """).Regions;

        Assert.Equal(["porch", "a"], regions.Zones.Select(zone => zone.Name));
        Assert.Equal((5, RegionAnchor.Centre), (regions.Zones[0].Inertia, regions.Zones[0].Anchor));
        Assert.Equal([new(0.1, 0.5), new(0.9, 0.5), new(0.9, 1), new(0.1, 1)], regions.Zones[0].Points.AsEnumerable());
        Assert.Equal([TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5)], regions.Zones[0].Dwell.AsEnumerable());
        Assert.Equal((3, RegionAnchor.Bottom, 0), (regions.Zones[1].Inertia, regions.Zones[1].Anchor, regions.Zones[1].Dwell.Length));
        Assert.Equal(new("doorstep", new(0.2, 0.6), new(0.8, 0.6)) { LeftToRight = "in", RightToLeft = "out", Anchor = RegionAnchor.Centre }, regions.Lines[0]);
        Assert.Equal(new("b", new(0, 0), new(1, 1)), regions.Lines[1]);
    }

    [Fact]
    public void Read_PhraseOptions_ArriveWithThePhrase()
    {
        var stream = Read($"prompt: [{{ phrase: x, zones: [porch], min_size: 0.1, max_size: 0.5, cooldown: 1m }}, y], events: {{ cooldown: 10s, min_duration: 2s, stationary_max_age: 0 }}, {Porch}");

        var (x, y) = (stream.Prompt.Phrases[0], stream.Prompt.Phrases[1]);
        Assert.Equal(("porch", 0.1, 0.5, TimeSpan.FromMinutes(1)), (Assert.Single(x.Zones), x.MinSize, x.MaxSize, x.Cooldown));
        Assert.Equal((0, 0, 1, null), (y.Zones.Length, y.MinSize, y.MaxSize, y.Cooldown));
        Assert.Equal((10.0, 2.0, 0.0), (stream.Events.Cooldown.TotalSeconds, stream.Events.MinDuration.TotalSeconds, stream.Events.StationaryMaxAge.TotalSeconds));
    }

    [Theory]
    [InlineData("prompt: x, zones: { Porch: { points: [[0, 0], [1, 0], [1, 1]] } }", "zones.Porch is 'Porch'; expected 1 to 64 of a-z, 0-9, '_' and '-'")]
    [InlineData("prompt: x, zones: { a: { } }", "zones.a.points is missing")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 0]] } }", "zones.a.points has 2 points; expected 3 to 200")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 0], [1, 1.5]] } }", "zones.a.points[2][1] is '1.5'; expected a number from 0 to 1")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 0], 1] } }", "zones.a.points[2] is no point; expected two numbers from 0 to 1: [x, y]")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 1], [1, 0], [0, 1]] } }", "zones.a.points crosses itself: the edge from point 1 meets that from point 3")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 0], [0.5, 0], [0.5, 1]] } }", "zones.a.points crosses itself")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 0], [1, 0], [1, 1]] } }", "zones.a.points crosses itself")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 1], [0.5, 0.5]] } }", "zones.a.points has no area")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [0, 0], [0, 0]] } }", "zones.a.points has no area")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 0], [1, 1]], dwell: [30s, 30s] } }", "zones.a.dwell[1] is '30s', after 30s; expected rising times")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 0], [1, 1]], dwell: 30s } }", "zones.a.dwell is a single value; expected a list")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 0], [1, 1]], inertia: 0 } }", "zones.a.inertia is '0'; expected a whole number from 1 to 100")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 0], [1, 1]], anchor: top } }", "zones.a.anchor is 'top'; expected bottom or centre")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 0], [1, 1]] }, a: { points: [[0, 0], [1, 0], [1, 1]] } }", "Duplicate key")]
    [InlineData("prompt: x, zones: { a: { points: [[0, 0], [1, 0], [1, 1]] } }, lines: { a: { from: [0, 0], to: [1, 0] } }", "lines.a has the name of a zone; expected each name once")]
    [InlineData("prompt: x, lines: { a: { from: [0.5, 0.5], to: [0.5, 0.5] } }", "lines.a.to is the same point as from")]
    [InlineData("prompt: x, lines: { a: { from: [0.5, 0.5] } }", "lines.a.to is missing; expected the second point")]
    [InlineData("prompt: x, lines: { a: { from: [0.5], to: [0, 0] } }", "lines.a.from is no point; expected two numbers from 0 to 1: [x, y]")]
    [InlineData("prompt: x, lines: { a: { from: [0, 0], to: [1, 0], left_to_right: '' } }", "lines.a.left_to_right is ''; expected 1 to 64 characters")]
    [InlineData("prompt: [{ phrase: x, zones: [proch] }], " + Porch, "prompt[0].zones[0] is 'proch', which is no zone of the stream; nearest: 'porch'")]
    [InlineData("prompt: [{ phrase: x, zones: [porch] }]", "prompt[0].zones[0] is 'porch', which is no zone of the stream; the stream has no zones")]
    [InlineData("prompt: [{ phrase: x, min_size: 0.5, max_size: 0.4 }]", "prompt[0].max_size lets nothing pass; expected more than 0, and at least min_size")]
    [InlineData("prompt: [{ phrase: x, max_size: 0 }]", "prompt[0].max_size lets nothing pass")]
    [InlineData("prompt: x, events: { cooldown: 10 }", "events.cooldown is '10'; expected a time with its unit")]
    public void Read_Wrong_IsNamedInOneLine(string settings, string message)
    {
        var problems = Assert.Throws<ConfigurationException>(() => Read(settings)).Problems;

        var problem = Assert.Single(problems);
        Assert.Contains(message, problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Fact]
    public void Read_ManyZones_AreRefused()
    {
        var zones = string.Join(", ", Enumerable.Range(0, 65).Select(i => $"z{i}: {{ points: [[0, 0], [1, 0], [1, 1]] }}"));

        Assert.Contains("zones has 65 entries; expected at most 64", Assert.Throws<ConfigurationException>(() => Read($"prompt: x, zones: {{ {zones} }}")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prompt: [x, { phrase: y, zones: [porch] }]", Porch)]
    [InlineData("prompt: [x, { phrase: y, min_size: 0.1 }]", Porch)]
    [InlineData("prompt: [x, { phrase: y, max_size: 0.5 }]", Porch)]
    [InlineData("prompt: [x, { phrase: y, cooldown: 1s }]", Porch)]
    [InlineData("prompt: [x, y], events: { cooldown: 1s }", Porch)]
    [InlineData("prompt: [x, y], events: { min_duration: 1s }", Porch)]
    [InlineData("prompt: [x, y], events: { stationary_max_age: 1s }", Porch)]
    [InlineData("prompt: [x, y]", "zones: { porch: { points: [[0.1, 0.5], [0.9, 0.5], [0.6, 1]] } }")]
    [InlineData("prompt: [x, y]", "zones: { porch: { points: [[0.1, 0.5], [0.9, 0.5], [0.5, 1]], inertia: 2 } }")]
    [InlineData("prompt: [x, y]", "zones: { porch: { points: [[0.1, 0.5], [0.9, 0.5], [0.5, 1]], dwell: [1s] } }")]
    [InlineData("prompt: [x, y]", "zones: { porch: { points: [[0.1, 0.5], [0.9, 0.5], [0.5, 1]], anchor: centre } }")]
    [InlineData("prompt: [x, y]", Porch + ", lines: { a: { from: [0, 0], to: [1, 1] } }")]
    public void RunIdentity_OtherSettings_IsAnother(string settings, string regions)
    {
        var model = new ModelIdentity("nano", new('0', 64));
        var usual = RunIdentity.Of("0", model, Read($"prompt: [x, y], {Porch}"));

        Assert.Equal(usual, RunIdentity.Of("0", model, Read($"prompt: [x, y], {Porch}, events: {{ cooldown: 0 }}")));
        Assert.NotEqual(usual, RunIdentity.Of("0", model, Read($"{settings}, {regions}")));
    }

    public void Dispose() => _folder.Dispose();

    private StreamConfiguration Read(string settings)
    {
        File.WriteAllText(_folder.File("glip.yaml"), $"streams: [{{ id: a, source: a.mp4, {settings} }}]");
        return ConfigurationReader.Read(_folder.File("glip.yaml"), null).Streams[0];
    }
}
