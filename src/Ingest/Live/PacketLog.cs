using System.Net.Sockets;

namespace Glip.Ingest;

/// <summary>A second output of ffmpeg: the packets as they came, over a socket in a folder that only this user can enter.</summary>
internal sealed class PacketLog : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("glip-");
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly FragmentReader _reader;
    private readonly Lazy<Task> _disposal;
    private readonly Task _reading;

    /// <inheritdoc cref="FragmentReader(TimeProvider, Func{string})"/>
    public PacketLog(TimeProvider time, Func<string> codec)
    {
        _reader = new(time, codec);
        _disposal = new(EndAsync);
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen(1);
        _reading = ReadAsync();
    }

    /// <inheritdoc cref="FragmentReader.BytesReceived"/>
    public long BytesReceived => _reader.BytesReceived;

    /// <inheritdoc cref="FragmentReader.CameraZero"/>
    public DateTimeOffset? CameraZero => _reader.CameraZero;

    /// <summary>
    /// Arguments for the output. When it fails, as with codecs that MP4 does not know, the pictures go on. No index of the fragments is kept, which would grow for ever.
    /// </summary>
    public IReadOnlyList<string> Arguments =>
    [
        "-map", "0:v:0", "-c:v", "copy", "-copytb", "1",
        "-bsf:v", $"setts=pts=if(eq(PTS\\,NOPTS)\\,NOPTS\\,PTS+{FragmentReader.Shift}):dts=max(PREV_OUTDTS+1\\,if(eq(PTS\\,NOPTS)\\,0\\,PTS))",
        "-f", "tee",
        $"[onfail=ignore:f=mp4:movflags=+frag_every_frame+empty_moov+default_base_moof+skip_trailer:write_prft=wallclock:avoid_negative_ts=disabled]unix:{SocketPath}|[f=null]-",
    ];

    private string SocketPath => Path.Combine(_folder.FullName, "packets");

    public ValueTask DisposeAsync() => new(_disposal.Value);

    private async Task EndAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _listener.Dispose();
        _end.Dispose();
        RemoveFolder();
    }

    private async Task ReadAsync()
    {
        try
        {
            using var socket = await _listener.AcceptAsync(_end.Token);
            RemoveFolder();
            await using var stream = new BufferedStream(new NetworkStream(socket), 1 << 14);
            await _reader.ReadAsync(stream, _end.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or OverflowException or ArgumentOutOfRangeException)
        {
            // ffmpeg has ended or is to end; or it does not write what is expected, and goes on without us.
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
