namespace Glip.Sinks;

/// <summary>The end of a connection, or of the attempt to make one.</summary>
/// <param name="Kind">What kind of end.</param>
/// <param name="Message">One line for people, without secrets.</param>
internal sealed record MqttEnd(MqttEndKind Kind, string Message);
