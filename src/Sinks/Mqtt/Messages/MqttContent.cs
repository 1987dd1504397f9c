namespace Glip.Sinks;

/// <summary>MIME types of payloads.</summary>
public static class MqttContent
{
    public const string Text = "text/plain";
    public const string Json = "application/json";
    public const string Jpeg = "image/jpeg";
}
