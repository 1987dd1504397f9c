using System.Diagnostics;
using System.Globalization;

namespace Glip.Testing;

/// <summary>
/// Cameras that speak RTSP, all in a process of their own. The connections of a camera share its pictures, which begin with the clip's first
/// when the first of them comes. Cameras can be commanded from several threads.
/// </summary>
public sealed class TestCameras : IAsyncDisposable
{
    private readonly TestCertificate? _certificate;
    private readonly Dictionary<string, string> _additions = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _speaking = new(1);
    private Process? _process;

    private TestCameras(TestCertificate? certificate) => _certificate = certificate;

    /// <summary>The same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>Starts a process without any camera.</summary>
    /// <param name="certificate">Makes all cameras speak TLS.</param>
    public static async Task<TestCameras> StartAsync(TestCertificate? certificate = null)
    {
        var cameras = new TestCameras(certificate);
        await cameras.RestartAsync();
        return cameras;
    }

    /// <summary>The address of a camera.</summary>
    public string Url(string path, string? user = null, string? password = null) => Url(path, Port, user, password);

    /// <summary>The address of a camera through a proxy.</summary>
    public string Url(string path, TcpProxy proxy) => Url(path, proxy.Port, null, null);

    /// <summary>Adds a camera that plays a clip over and over.</summary>
    /// <param name="path">Begins with a slash.</param>
    /// <param name="clip">One of <see cref="CameraClips"/>, or made like them.</param>
    /// <param name="framesPerSecond">How fast it is played, whatever it was made for.</param>
    /// <param name="user">Null for a camera without login. One password for all cameras.</param>
    /// <param name="password">Its password.</param>
    public async Task AddAsync(string path, string clip, double framesPerSecond = 10, string? user = null, string? password = null)
    {
        var addition = string.Create(CultureInfo.InvariantCulture, $"add {path} {clip} {framesPerSecond} {user} {password}");
        await DoAsync(addition);
        _additions[path] = addition;
    }

    /// <summary>Takes a camera away and closes its connections.</summary>
    public Task RemoveAsync(string path)
    {
        _additions.Remove(path);
        return DoAsync($"remove {path}");
    }

    /// <summary>No more pictures; connections stay open, new ones are accepted, and sender reports go on.</summary>
    public Task FreezeAsync(string path) => DoAsync($"freeze {path}");

    /// <summary>Pictures again.</summary>
    public Task ThawAsync(string path) => DoAsync($"thaw {path}");

    /// <summary>The next pictures are noise.</summary>
    public Task SendGarbageAsync(string path, int pictures) => DoAsync(string.Create(CultureInfo.InvariantCulture, $"garbage {path} {pictures}"));

    /// <summary>Goes on with another clip, from its start, within the same connections.</summary>
    public Task PlayAsync(string path, string clip) => DoAsync($"clip {path} {clip}");

    /// <summary>The times of packets jump; at most 1000 s back in all.</summary>
    public Task JumpAsync(string path, TimeSpan time) => DoAsync(string.Create(CultureInfo.InvariantCulture, $"jump {path} {time.TotalSeconds}"));

    /// <summary>Sets the camera's clock, which its sender reports tell, fast by so much; for connections after the present ones have ended.</summary>
    public Task SetClockAsync(string path, TimeSpan fast) => DoAsync(string.Create(CultureInfo.InvariantCulture, $"clock {path} {fast.TotalSeconds}"));

    /// <summary>How all cameras ask for passwords from now on: <c>basic</c> or, as they do at first, <c>digest</c>.</summary>
    public Task AskByAsync(string method) => DoAsync($"login {method}");

    /// <summary>Closes the connections of a camera.</summary>
    public Task DropAsync(string path) => DoAsync($"drop {path}");

    /// <summary>How many connections play a camera at present.</summary>
    public async Task<int> CountAsync(string path) => int.Parse(await DoAsync($"count {path}"), CultureInfo.InvariantCulture);

    /// <summary>Ends the process, as when its power fails.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Starts the process again, on the same port, with the cameras as they were added.</summary>
    public async Task RestartAsync()
    {
        string[] certificate = _certificate is null ? [] : [_certificate.CertificatePath, _certificate.KeyPath];
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "rtsp_cameras.py"), Port.ToString(CultureInfo.InvariantCulture), .. certificate];
        _process = Process.Start(new ProcessStartInfo("/usr/bin/python3", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        Port = int.Parse(await DoAsync("port"), CultureInfo.InvariantCulture);
        foreach (var addition in _additions.Values)
        {
            await DoAsync(addition);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _speaking.Dispose();
    }

    private string Url(string path, int port, string? user, string? password) => string.Create(
        CultureInfo.InvariantCulture, $"{(_certificate is null ? "rtsp" : "rtsps")}://{(user is null ? string.Empty : $"{user}:{password}@")}127.0.0.1:{port}{path}");

    private async Task<string> DoAsync(string command)
    {
        await _speaking.WaitAsync();
        try
        {
            var process = _process ?? throw new InvalidOperationException("The cameras are not running.");
            await process.StandardInput.WriteLineAsync(command);
            var answer = await process.StandardOutput.ReadLineAsync();
            return answer?.StartsWith("ok", StringComparison.Ordinal) == true ? answer[2..].Trim() : throw new InvalidOperationException($"'{command}': {answer ?? "no answer"}");
        }
        finally
        {
            _speaking.Release();
        }
    }
}
