using System.Collections.Immutable;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Reads which broker is told, and in which ways.</summary>
/// <param name="sinks">Null when there are none.</param>
/// <param name="folder">What relative paths of certificates start at.</param>
internal sealed class BrokerReader(YamlSection? sinks, string folder)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(3650);

    /// <summary>The outbox; its usual settings when nothing is said about it.</summary>
    public OutboxSettings Outbox { get; private set; } = new();

    /// <param name="streams">The streams that are told of.</param>
    /// <returns>Null without a broker.</returns>
    public BrokerConfiguration? Read(IReadOnlyList<StreamConfiguration> streams)
    {
        var (homeAssistant, frigate) = (sinks?.Optional("home_assistant"), sinks?.Optional("frigate"));
        if (sinks?.Optional("mqtt") is not { } value)
        {
            homeAssistant?.Problem("needs a broker; expected mqtt beside it");
            frigate?.Problem("needs a broker; expected mqtt beside it");
            return null;
        }

        var section = value.Section();
        var broker = new BrokerConfiguration(Address(section)!)
        {
            Prefix = Prefix(section, "glip"),
            Control = section.Optional("control")?.Flag() ?? true,
            Tls = Tls(section),
            HomeAssistant = HomeAssistant(homeAssistant?.Section()),
            Frigate = Frigate(frigate, streams),
        };
        ReadOutbox(section.Optional("outbox")?.Section());
        section.RefuseOthers();
        return broker.Address is null ? null : broker;
    }

    private static MqttAddress? Address(YamlSection section)
    {
        var value = section.Required("url", "the broker, such as mqtt://broker.example:1883");
        if (value?.Text() is not { } text)
        {
            return null;
        }

        try
        {
            return MqttAddress.Parse(text);
        }
        catch (ConfigurationException e)
        {
            value.Problem($"is wrong: {e.Message}");
            return null;
        }
    }

    private static string Prefix(YamlSection? section, string usual) => Checked(section?.Optional("prefix"), TopicPrefix.Check) ?? usual;

    /// <summary>Text that something else has rules for.</summary>
    private static string? Checked(YamlValue? value, Func<string, string> check)
    {
        if (value?.Text() is not { } text)
        {
            return null;
        }

        try
        {
            return check(text);
        }
        catch (ConfigurationException e)
        {
            value.Problem($"is wrong: {e.Message}");
            return null;
        }
    }

    private MqttTls Tls(YamlSection section) => new()
    {
        AuthorityPath = File(section.Optional("ca_file")),
        CertificatePath = File(section.Optional("cert_file")),
        KeyPath = File(section.Optional("key_file")),
        Insecure = !(section.Optional("tls_verify")?.Flag() ?? true),
    };

    private string? File(YamlValue? value) => value?.Text() is { } path ? Path.GetFullPath(Path.Combine(folder, path)) : null;

    private static string? HomeAssistant(YamlSection? section)
    {
        var enabled = section?.Optional("enabled")?.Flag() ?? true;
        var prefix = Prefix(section, "homeassistant");
        section?.RefuseOthers();
        return enabled ? prefix : null;
    }

    private static FrigateSettings? Frigate(YamlValue? value, IReadOnlyList<StreamConfiguration> streams)
    {
        var section = value?.Section();
        var enabled = section?.Optional("enabled")?.Flag() ?? false;
        var settings = new FrigateSettings(
            Prefix(section, "frigate"),
            section?.Optional("qos")?.Integer(0, 1) == 1 ? MqttQos.AtLeastOnce : MqttQos.AtMostOnce,
            Labels(section?.Optional("labels")?.Section()));
        section?.RefuseOthers();
        if (!enabled)
        {
            return null;
        }

        CheckNames(value!, streams);
        return settings;
    }

    private static ImmutableSortedDictionary<string, string> Labels(YamlSection? section)
    {
        var labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (slug, value) in section?.Entries() ?? [])
        {
            labels[slug] = Checked(value, label => FrigateLabels.Check(slug, label)) ?? slug;
        }

        return labels.ToImmutable();
    }

    private static void CheckNames(YamlValue value, IReadOnlyList<StreamConfiguration> streams)
    {
        try
        {
            FrigateTopics.CheckNames(streams.Select(stream => stream.Id), streams.SelectMany(stream => stream.Regions.Zones).Select(zone => zone.Name));
        }
        catch (ConfigurationException e)
        {
            value.Problem($"cannot be enabled: {e.Message}");
        }
    }

    private void ReadOutbox(YamlSection? section)
    {
        Outbox = new()
        {
            Path = section?.Optional("path")?.PathInside() ?? Outbox.Path,
            MaxBytes = section?.Optional("max_bytes")?.Bytes(1 << 20, 1L << 40) ?? Outbox.MaxBytes,
            Expiry = section?.Optional("expiry")?.Duration(TimeSpan.Zero, s_longest) ?? Outbox.Expiry,
        };
        section?.RefuseOthers();
    }
}
