using System.Globalization;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>A broker with the files of <c>deploy/mosquitto</c>, installed by the commands of its README.</summary>
internal sealed class DeployedBroker : IAsyncDisposable
{
    private static readonly string[] s_folders = ["/etc/mosquitto/", "/var/lib/mosquitto/", "/var/log/mosquitto/", "/run/mosquitto/"];

    private readonly TemporaryFolder _folder = new();
    private MosquittoBroker _broker = null!;

    public int Port => _broker.Port;

    public static async Task<DeployedBroker> StartAsync()
    {
        var deployed = new DeployedBroker();
        await deployed.InstallAsync();
        deployed._broker = await MosquittoBroker.StartWithAsync(deployed.Configuration);
        return deployed;
    }

    /// <summary>Arguments of mosquitto's clients for one of its users.</summary>
    public string As(string user) => string.Create(CultureInfo.InvariantCulture, $"-V 5 -q 1 -h 127.0.0.1 -p {Port} -u {user} -P {PasswordOf(user)}");

    /// <summary>Address for one of its users.</summary>
    public string Url(string user) => string.Create(CultureInfo.InvariantCulture, $"mqtt://{user}:{PasswordOf(user)}@127.0.0.1:{Port}");

    public static string PasswordOf(string user) => $"pass-of-{user}";

    /// <summary>Publishes as one of its users.</summary>
    /// <returns>What the broker has against it; nothing when it takes it.</returns>
    public async Task<string> PublishAsync(string user, string topic, string payload) =>
        (await Shell.RunAsync($"mosquitto_pub {As(user)} -t '{topic}' -s", payload)).Output;

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The commands that do not need a machine of one's own.</summary>
    private async Task InstallAsync()
    {
        var readme = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "deploy", "mosquitto", "README.md"));
        foreach (var line in readme.Where(line => line.StartsWith("sudo cp ", StringComparison.Ordinal) || line.StartsWith("sudo mosquitto_passwd ", StringComparison.Ordinal)))
        {
            var password = PasswordOf(line.Split(' ')[^1]);
            var (exitCode, output) = await Shell.RunAsync(Here(line["sudo ".Length..]), $"{password}\n{password}\n", Repository.Root);
            Assert.True(exitCode == 0, output);
        }
    }

    private IEnumerable<string> Configuration(int port) => File.ReadLines(_folder.File("mosquitto.conf")).Select(Here)
        .Select(line => line == "listener 1883" ? string.Create(CultureInfo.InvariantCulture, $"listener {port} 127.0.0.1") : line);

    private string Here(string line) => s_folders.Aggregate(line, (text, folder) => text.Replace(folder, _folder.Path + "/", StringComparison.Ordinal));
}
