using System.CommandLine;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary><c>glip watch</c>: the events of a broker as they come.</summary>
internal static class WatchCommand
{
    public static Command Create(StopSignal stop)
    {
        var url = new Argument<string>("URL") { Description = "The broker: mqtt://user:password@host:1883, or mqtts:// with TLS" };
        var stream = new Option<string[]>("--stream") { Description = "Only this stream; may be given several times", HelpName = "NAME" };
        var phrase = new Option<string[]>("--phrase") { Description = "Only events with this phrase, by its text or slug; may be given several times", HelpName = "TEXT" };
        var type = new Option<string[]>("--type") { Description = "Only messages of this type, such as start, as lines; may be given several times", HelpName = "TYPE" };
        var prefix = new Option<string>("--prefix") { Description = "What topics begin with", HelpName = "TOPIC", DefaultValueFactory = _ => "glip" };
        var json = new Option<bool>("--json") { Description = "Write each event as one line of JSON, as it came" };
        var lines = new Option<bool>("--lines") { Description = "Write lines on a terminal too, in place of a table" };
        var count = new Option<int?>("--count") { Description = "End after so many messages of events", HelpName = "N" };
        var authority = new Option<string?>("--ca-file") { Description = "Authorities to trust (PEM); those of the system when left out", HelpName = "FILE" };
        var certificate = new Option<string?>("--cert-file") { Description = "Certificate of this client (PEM)", HelpName = "FILE" };
        var key = new Option<string?>("--key-file") { Description = "Key of that certificate (PEM)", HelpName = "FILE" };
        var insecure = new Option<bool>("--insecure") { Description = "Take the broker's certificate under any name" };
        var command = new Command("watch", "Show the events of a broker as they come, and where some are missing. Example: glip watch mqtt://localhost --stream yard --phrase \"red car\"")
        {
            url, stream, phrase, type, prefix, json, lines, count, authority, certificate, key, insecure,
        };
        command.SetAction((parsed, _) =>
        {
            var isTable = !parsed.GetValue(json) && !parsed.GetValue(lines) && parsed.GetValue(type)!.Length == 0 && LiveTable.IsPossible;
            var tls = new MqttTls
            {
                AuthorityPath = parsed.GetValue(authority),
                CertificatePath = parsed.GetValue(certificate),
                KeyPath = parsed.GetValue(key),
                Insecure = parsed.GetValue(insecure),
            };
            var order = new WatchOrder(
                WatchOrder.Connect(parsed.GetValue(url)!, tls, isTable),
                new WatchTopics(TopicPrefix.Check(parsed.GetValue(prefix)!), [.. parsed.GetValue(stream)!.Select(StreamName)]),
                WatchFilter.Of(parsed.GetValue(phrase)!, parsed.GetValue(type)!),
                parsed.GetValue(count) is not <= 0 ? parsed.GetValue(count) : throw new ConfigurationException("--count is not above 0; expected how many messages to show"));
            return isTable ? ShowTableAsync(order, stop) : ShowLinesAsync(order, parsed.GetValue(json), stop);
        });
        return command;
    }

    private static async Task<int> ShowTableAsync(WatchOrder order, StopSignal stop)
    {
        var table = new LiveTable(order.Connection.Address, Console.Out, TimeProvider.System);
        using var session = new WatchSession(order, table, TimeProvider.System);
        await table.ShowAsync(() => session.RunAsync(stop.Source)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> ShowLinesAsync(WatchOrder order, bool isJson, StopSignal stop)
    {
        var (broker, isTerminal) = (order.Connection.Address, !Console.IsOutputRedirected);
        IWatchView view = isJson
            ? new JsonView(broker, Console.Out, Console.Error, isTerminal)
            : new LineView(broker, Console.Out, Console.Error, isTerminal && WatchColours.AreWanted, TimeProvider.System);
        using var session = new WatchSession(order, view, TimeProvider.System);
        await session.RunAsync(stop.Source).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static string StreamName(string text) => ConfigurationReader.IsName(text)
        ? text
        : throw new ConfigurationException($"--stream '{SafeText.Of(text)}' is no name of a stream; expected 1 to 64 of a-z, 0-9, '_' and '-', beginning with a letter or digit");
}
