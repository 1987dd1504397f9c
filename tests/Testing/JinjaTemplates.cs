using System.Diagnostics;
using System.Text.Json;

namespace Glip.Testing;

/// <summary>Home Assistant's templates, rendered by Jinja itself; a name that is not there is an error.</summary>
public sealed class JinjaTemplates : IAsyncDisposable
{
    private readonly Process _process;

    private JinjaTemplates(Process process) => _process = process;

    public static JinjaTemplates Start() => new(Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "jinja_templates.py")])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!);

    /// <summary>What a template makes of a payload.</summary>
    /// <param name="template">In Jinja, with <c>value</c> and <c>value_json</c>.</param>
    /// <param name="payload">The payload of a message.</param>
    public async Task<string> RenderAsync(string template, string payload)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { template, value = payload }));
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"'{template}' cannot be rendered for '{payload}'.");
        return JsonSerializer.Deserialize<string>(line)!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
