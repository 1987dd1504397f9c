using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Glip.Testing;

/// <summary>A real MQTT broker, with the faults that a broker can have.</summary>
public sealed class MosquittoBroker : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Process? _process;
    private readonly StringBuilder _log = new();
    private Task _reading = Task.CompletedTask;

    private MosquittoBroker()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
    }

    public int Port { get; }

    /// <summary>What it has written.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>A broker that is configured but not started.</summary>
    /// <param name="settings">Lines of mosquitto.conf for its one listener; anybody may connect when there are none.</param>
    public static MosquittoBroker Prepare(params string[] settings)
    {
        var broker = new MosquittoBroker();
        broker.Configure([string.Create(CultureInfo.InvariantCulture, $"listener {broker.Port} 127.0.0.1"), .. settings.Length == 0 ? ["allow_anonymous true"] : settings]);
        return broker;
    }

    /// <summary>A broker with a configuration of somebody else's.</summary>
    /// <param name="configuration">All lines of mosquitto.conf, the listener too, for a port.</param>
    public static async Task<MosquittoBroker> StartWithAsync(Func<int, IEnumerable<string>> configuration)
    {
        var broker = new MosquittoBroker();
        broker.Configure(configuration(broker.Port));
        await broker.StartAsync();
        return broker;
    }

    /// <summary>A broker that can be connected to.</summary>
    public static async Task<MosquittoBroker> StartAsync(params string[] settings)
    {
        var broker = Prepare(settings);
        await broker.StartAsync();
        return broker;
    }

    /// <summary>Starts it, again if need be, on the same port.</summary>
    public async Task StartAsync()
    {
        var program = File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto"; // not on everybody's PATH
        Note(log => log.Clear());
        _process = Process.Start(new ProcessStartInfo(program, ["-c", _folder.File("mosquitto.conf")]) { UseShellExecute = false, RedirectStandardError = true })!;
        _reading = ReadAsync(_process.StandardError);
        await Waiting.UntilAsync(() => Log.Contains(" running\n", StringComparison.Ordinal) || (_process.HasExited ? throw new InvalidOperationException(Log) : false));
    }

    /// <summary>Ends it without a chance to say anything.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        await _reading;
    }

    /// <summary>It writes what it knows to its file, where its settings name one.</summary>
    public void Save() => RunningProcesses.Signal(_process!.Id, "USR1");

    /// <summary>It stays connected but does nothing.</summary>
    public void Pause() => RunningProcesses.Signal(_process!.Id, "STOP");

    /// <summary>It goes on.</summary>
    public void Resume() => RunningProcesses.Signal(_process!.Id, "CONT");

    /// <summary>Waits until it has written something.</summary>
    public Task WaitForLogAsync(string text) => Waiting.UntilAsync(() => Log.Contains(text, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private void Configure(IEnumerable<string> settings) => File.WriteAllLines(_folder.File("mosquitto.conf"), [
        $"user {Environment.UserName}", // else the superuser's broker becomes somebody who may not read the files
        "log_dest stderr", "log_type all", "log_timestamp false",
        .. settings,
    ]);

    private async Task ReadAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            Note(log => log.Append(line).Append('\n'));
        }
    }

    private void Note(Action<StringBuilder> note)
    {
        lock (_log)
        {
            note(_log);
        }
    }
}
