using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Keeps account of what one event told of zones and lines.</summary>
internal sealed class RegionLedger
{
    private readonly HashSet<string> _inside = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LineDirection> _lastCrossing = new(StringComparer.Ordinal);
    private readonly HashSet<(string, TimeSpan)> _toldLimits = [];
    private Dictionary<string, DirectedLine> _lines = new(StringComparer.Ordinal);

    /// <summary>Enter and leave take turns; each limit is told once a visit; crossings go to and fro; the lists of zones agree with all this.</summary>
    public static void Check(List<Episode> episodes)
    {
        Dictionary<Guid, RegionLedger> ledgers = [];
        foreach (var (report, _, regions) in episodes)
        {
            foreach (var ledger in ledgers.Values)
            {
                ledger.Reconfigure(regions);
            }

            foreach (var messages in report.Events.GroupBy(message => message.EventId))
            {
                var ledger = ledgers.TryGetValue(messages.Key, out var known) ? known : ledgers[messages.Key] = new();
                ledger.Reconfigure(regions);
                messages.ToList().ForEach(ledger.Enter);
                if (messages.Last().Type != EventType.End)
                {
                    Assert.Equal(ledger._inside.Order(StringComparer.Ordinal), messages.Last().Zones.Order(StringComparer.Ordinal));
                }
            }
        }
    }

    private void Reconfigure(StreamRegions regions)
    {
        _inside.IntersectWith(regions.Zones.Select(zone => zone.Name));
        var lines = regions.Lines.ToDictionary(line => line.Name, StringComparer.Ordinal);
        foreach (var name in _lines.Keys.Where(name => lines.GetValueOrDefault(name) != _lines[name]))
        {
            _lastCrossing.Remove(name);
        }

        _lines = lines;
    }

    private void Enter(PhraseEvent message)
    {
        Assert.Equal(message.Type is EventType.ZoneEnter or EventType.ZoneLeave or EventType.Dwell, message.Zone is not null);
        Assert.Equal(message.Type == EventType.LineCross, message.Line is not null && message.LineDirection is not null);
        Assert.Equal(message.Type is EventType.ZoneLeave or EventType.Dwell, message.Dwell is not null);
        Assert.Equal(message.EnteredZones, message.EnteredZones.Distinct(StringComparer.Ordinal));
        switch (message.Type)
        {
            case EventType.ZoneEnter:
                Assert.True(_inside.Add(message.Zone!), $"entered {message.Zone} twice");
                _toldLimits.RemoveWhere(told => told.Item1 == message.Zone);
                Assert.Contains(message.Zone!, message.EnteredZones);
                break;
            case EventType.ZoneLeave:
                Assert.True(_inside.Remove(message.Zone!), $"left {message.Zone} twice");
                break;
            case EventType.Dwell:
                Assert.Contains(message.Zone!, _inside);
                Assert.True(_toldLimits.Add((message.Zone!, message.DwellThreshold!.Value)), $"told {message.DwellThreshold} twice");
                Assert.True(message.Dwell >= message.DwellThreshold);
                break;
            case EventType.LineCross:
                Assert.False(_lastCrossing.TryGetValue(message.Line!, out var last) && last == message.LineDirection, $"crossed {message.Line} twice");
                _lastCrossing[message.Line!] = message.LineDirection!.Value;
                break;
        }
    }
}
