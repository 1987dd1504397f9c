using System.Text;
using Glip.Testing;

namespace Glip.Sinks.Tests;

/// <summary>Connections and messages for tests.</summary>
internal static class MqttSamples
{
    public static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public static MqttOptions Options(int port, string identity = "", string scheme = "mqtt") => new()
    {
        Address = MqttAddress.Parse($"{scheme}://{identity}127.0.0.1:{port}"),
        ClientId = "glip-test",
    };

    public static MqttConnector Connector(int port) => new(Options(port), TimeProvider.System);

    public static Task<IMqttConnection> ConnectAsync(MosquittoBroker broker) => Connector(broker.Port).ConnectAsync(Patience);

    public static Task<IMqttConnection> ConnectAsync(MqttOptions options) => new MqttConnector(options, TimeProvider.System).ConnectAsync(Patience);

    public static MqttMessage Message(string topic, string text = "hello") => new() { Topic = topic, Payload = Encoding.UTF8.GetBytes(text) };

    public static string Text(this MqttMessage message) => Encoding.UTF8.GetString(message.Payload.Span);

    /// <summary>A file of users and passwords as mosquitto wants it.</summary>
    public static string PasswordFile(TemporaryFolder folder, params (string User, string Password)[] users)
    {
        var path = folder.File("passwords");
        File.WriteAllLines(path, users.Select(user => $"{user.User}:{user.Password}"));
        using var hashing = System.Diagnostics.Process.Start("mosquitto_passwd", ["-U", path]);
        hashing.WaitForExit();
        return path;
    }
}
