namespace Glip.Ingest;

/// <summary>Further outputs of ffmpeg: what is known of the packets as they come, over sockets in a folder that only this user can enter.</summary>
internal sealed class PacketLog : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("glip-");
    private readonly PacketList _list = new();
    private readonly FragmentReader? _fragments;
    private readonly List<PacketSocket> _sockets = [];
    private int _awaited;

    /// <param name="hasSenderReports">Whether the protocol tells the clock of the camera.</param>
    /// <param name="codec">Names the codec, once packets come.</param>
    public PacketLog(bool hasSenderReports, Func<string> codec)
    {
        _fragments = hasSenderReports ? new(() => _list.HasSenderTimes, codec) : null;
        _awaited = hasSenderReports ? 2 : 1;
        _sockets.Add(new(ListPath, Connected, _list.ReadAsync));
        if (_fragments is not null)
        {
            _sockets.Add(new(FragmentsPath, Connected, _fragments.ReadAsync));
        }
    }

    /// <inheritdoc cref="PacketList.Bytes"/>
    public long BytesReceived => _list.Bytes;

    /// <inheritdoc cref="FragmentReader.CameraZero"/>
    public DateTimeOffset? CameraZero => _fragments?.CameraZero;

    /// <summary>
    /// Arguments for the outputs. When the fragments fail, as with codecs that MP4 does not know, all else goes on. No index of them is kept, which would
    /// grow for ever.
    /// </summary>
    public IReadOnlyList<string> Arguments =>
    [
        "-map", "0:v:0", "-c:v", "copy", "-copytb", "1",
        "-bsf:v", $"setts=pts=if(eq(PTS\\,NOPTS)\\,NOPTS\\,PTS+{FragmentReader.Shift}):dts=max(PREV_OUTDTS+1\\,if(eq(PTS\\,NOPTS)\\,0\\,PTS))",
        "-f", "tee", $"[f=framecrc:flush_packets=1]unix:{ListPath}{(_fragments is null ? string.Empty : $"|{Fragments}unix:{FragmentsPath}")}",
    ];

    private static string Fragments =>
        "[onfail=ignore:f=mp4:movflags=+frag_every_frame+empty_moov+default_base_moof+skip_trailer:write_prft=wallclock:avoid_negative_ts=disabled]";

    private string ListPath => Path.Combine(_folder.FullName, "packets");

    private string FragmentsPath => Path.Combine(_folder.FullName, "fragments");

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets)
        {
            await socket.DisposeAsync();
        }

        RemoveFolder();
    }

    /// <summary>When all have come, the folder goes at once: nothing is left should this program be killed.</summary>
    private void Connected()
    {
        if (Interlocked.Decrement(ref _awaited) == 0)
        {
            RemoveFolder();
        }
    }

    private void RemoveFolder()
    {
        if (Directory.Exists(_folder.FullName))
        {
            _folder.Delete(recursive: true);
        }
    }
}
