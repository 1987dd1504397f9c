using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Glip.Testing;

/// <summary>The program at work on cameras, as its operator sees it: a process, its log, its health and its metrics.</summary>
public sealed class CameraService : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly string _address;
    private readonly string _listen;

    private CameraService()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        _listen = probe.LocalEndpoint.ToString()!;
        _address = $"http://{_listen}";
        probe.Stop();
    }

    public required GlipProgram Program { get; set; }

    /// <summary>Where the configuration is, and everything that is written.</summary>
    public string Folder => _folder.Path;

    /// <summary>Starts the program and waits until it answers.</summary>
    /// <param name="streams">The streams of the configuration, an entry of the YAML list each.</param>
    public static async Task<CameraService> StartAsync(params string[] streams)
    {
        var service = new CameraService { Program = null! };
        service.Configure(streams);
        service.Program = GlipProgram.Start(service.Folder, ["run", "cameras.yaml"]);
        await Waiting.UntilAsync(service.IsReady);
        return service;
    }

    /// <summary>A camera that is looked at often and told about soon.</summary>
    public static string Stream(string id, string source, string more = "") =>
        $"{{ id: {id}, source: '{source}', prompt: person, motion_gate: false, stall_after: 2s, timeout: 3s{(more.Length > 0 ? $", {more}" : string.Empty)} }}";

    /// <summary>Writes the configuration; the program sees it when it starts, or is told so.</summary>
    public void Configure(params string[] streams) => File.WriteAllText(
        _folder.File("cameras.yaml"),
        $"streams:\n{string.Concat(streams.Select(stream => $"  - {stream}\n"))}sinks: {{ files: {{ directory: events }} }}\nweb: {{ listen: '{_listen}' }}\n");

    /// <summary>State of a stream; <c>unknown</c> when there is none of that name.</summary>
    public string StateOf(string stream) => Health().GetValueOrDefault(stream, "unknown");

    /// <summary>Waits until a stream is in a state.</summary>
    public Task WaitForStateAsync(string stream, string state) => Waiting.UntilAsync(() => StateOf(stream) == state);

    /// <summary>Waits until the model has looked at so many more frames of a stream.</summary>
    public Task WaitForFramesAsync(string stream, int more = 5)
    {
        var wanted = Metric("glip_frames_analysed_total", stream) + more;
        return Waiting.UntilAsync(() => Metric("glip_frames_analysed_total", stream) >= wanted);
    }

    /// <summary>Sum of a metric over all series of a stream; 0 when there is none.</summary>
    public double Metric(string name, string stream) => Get("/metrics").Split('\n')
        .Where(line => line.StartsWith($"{name}{{", StringComparison.Ordinal) && line.Contains($"stream=\"{stream}\"", StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    /// <summary>What the program answers to a request.</summary>
    public string Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _address + path);
        using var response = _http.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return reader.ReadToEnd();
    }

    /// <summary>Processes of ffmpeg that the program has started and not seen the end of.</summary>
    public IReadOnlyList<int> Decoders() => RunningProcesses.ChildrenOf(Program.Id);

    /// <summary>Memory of the program.</summary>
    public double ResidentMebibytes() => double.Parse(
        File.ReadLines($"/proc/{Program.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    /// <summary>The events that were written so far.</summary>
    public IReadOnlyList<JsonElement> Events()
    {
        var folder = _folder.File("events");
        return !Directory.Exists(folder) ? [] : [.. Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadAllText(file).Split('\n').SkipLast(1))
            .Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>Stops the program in order.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> StopAsync()
    {
        Program.Signal("TERM");
        return await Program.WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private bool IsReady()
    {
        try
        {
            return Health().Count >= 0;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return Program.HasExited ? throw new InvalidOperationException("The program has ended.", e) : false;
        }
    }

    private Dictionary<string, string> Health()
    {
        using var json = JsonDocument.Parse(Get("/health/ready"));
        return json.RootElement.GetProperty("streams").EnumerateArray()
            .ToDictionary(stream => stream.GetProperty("id").GetString()!, stream => stream.GetProperty("state").GetString()!, StringComparer.Ordinal);
    }
}
