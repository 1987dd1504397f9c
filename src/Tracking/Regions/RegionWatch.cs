using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>Zones and lines for one object. Only detected frames count: a guess neither enters a zone nor crosses a line.</summary>
internal sealed class RegionWatch
{
    // What waits to be told of an object that is no event yet, before what is over is left out.
    private const int MostNews = 64;

    private readonly List<RegionEvent> _news = [];
    private readonly List<string> _entered = [];
    private ImmutableArray<ZoneWatch> _zones = [];
    private ImmutableArray<LineWatch> _lines = [];

    public RegionWatch(StreamRegions regions) => Reconfigure(regions);

    /// <summary>Zones that the object is in, in the order of the configuration.</summary>
    public ImmutableArray<string> Zones => [.. _zones.Where(watch => watch.Inside).Select(watch => watch.Zone.Name)];

    /// <summary>All zones entered so far, in that order.</summary>
    public ImmutableArray<string> EnteredZones => [.. _entered];

    /// <summary>Whether the object is in a zone.</summary>
    public bool IsIn(string zone) => _zones.Any(watch => watch.Inside && watch.Zone.Name == zone);

    /// <summary>Takes in a frame in which the object was detected.</summary>
    /// <param name="box">In source pixels.</param>
    /// <param name="image">Size of the image.</param>
    /// <param name="now">Time of the frame.</param>
    public void Observe(BoundingBox box, ImageSize image, TimeSpan now)
    {
        foreach (var watch in _zones)
        {
            watch.Observe(box.AnchorIn(image, watch.Zone.Anchor), now, _news);
        }

        _news.AddRange(_lines.Select(watch => watch.Observe(box.AnchorIn(image, watch.Line.Anchor), box.Height, image)).OfType<RegionEvent>());
        _entered.AddRange(Zones.Except(_entered, StringComparer.Ordinal));
        if (_news.Count > MostNews)
        {
            LeaveOutWhatIsOver();
        }
    }

    /// <summary>What has happened since it was asked last, in order.</summary>
    public ImmutableArray<RegionEvent> TakeNews()
    {
        ImmutableArray<RegionEvent> news = [.. _news];
        _news.Clear();
        return news;
    }

    /// <summary>Takes other zones and lines. A zone that keeps its name may be drawn anew; a line that is drawn anew is a new one.</summary>
    public void Reconfigure(StreamRegions regions)
    {
        _zones = [.. regions.Zones.Select(zone => _zones.FirstOrDefault(watch => watch.Zone.Name == zone.Name) ?? new ZoneWatch(zone))];
        foreach (var (watch, zone) in _zones.Zip(regions.Zones))
        {
            watch.Zone = zone;
        }

        _lines = [.. regions.Lines.Select(line => _lines.FirstOrDefault(watch => watch.Line == line) ?? new LineWatch(line))];
        var names = regions.Zones.Select(zone => zone.Name).Concat(regions.Lines.Select(line => line.Name)).ToHashSet(StringComparer.Ordinal);
        _news.RemoveAll(happened => !names.Contains(happened.Region));
        _entered.RemoveAll(zone => !names.Contains(zone));
    }

    /// <summary>Keeps the last visit to each zone, and the last crossing of each line.</summary>
    private void LeaveOutWhatIsOver()
    {
        var begins = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, happened) in _news.Index().Where(entry => entry.Item.Type is EventType.ZoneEnter or EventType.LineCross))
        {
            begins[happened.Region] = index;
        }

        var kept = _news.Index().Where(entry => entry.Index >= begins.GetValueOrDefault(entry.Item.Region)).Select(entry => entry.Item).ToList();
        _news.Clear();
        _news.AddRange(kept);
    }
}
