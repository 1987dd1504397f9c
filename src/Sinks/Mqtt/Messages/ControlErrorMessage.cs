namespace Glip.Sinks;

/// <summary>That a control message was refused, as it is told on the topic for errors.</summary>
/// <param name="Topic">What it was sent to.</param>
/// <param name="Refused">Why, and when.</param>
public sealed record ControlErrorMessage(ControlTopic Topic, RefusedControl Refused)
{
    /// <summary>The message as JSON in UTF-8.</summary>
    public byte[] ToJson() => MessageJson.Write(json =>
    {
        json.WriteHead(Topic.Stream);
        json.WriteString("topic", Topic.Name);
        json.WriteString("code", Refused.Error.Code);
        json.WriteString("message", Refused.Error.Message);
        json.WriteString("payload", Refused.Error.Payload);
        json.WriteString("request_id", Refused.Error.RequestId);
        json.WriteTime("at", Refused.At);
    });
}
