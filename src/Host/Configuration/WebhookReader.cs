using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Reads where events are posted to.</summary>
internal static class WebhookReader
{
    /// <param name="section">Null when there is none.</param>
    /// <param name="folder">What relative paths start at.</param>
    public static WebhookOptions? Read(YamlSection? section, string folder)
    {
        if (section is null)
        {
            return null;
        }

        var address = ReadAddress(section.Required("url", "the address of a web server, such as https://example.org/hook"));
        var secret = ReadSecret(section.Optional("secret"));
        var timeout = section.Optional("timeout")?.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)) ?? TimeSpan.FromSeconds(10);
        var authorities = section.Optional("ca_file")?.Text() is { } file ? Path.GetFullPath(Path.Combine(folder, file)) : null;
        section.RefuseOthers();
        return address is null ? null : new WebhookOptions { Address = address, Secret = secret, Timeout = timeout, AuthorityPath = authorities };
    }

    private static WebhookAddress? ReadAddress(YamlValue? value)
    {
        try
        {
            return value?.Text() is { } text ? WebhookAddress.Parse(text) : null;
        }
        catch (ConfigurationException e)
        {
            value!.Problem(e.Message);
            return null;
        }
    }

    private static string? ReadSecret(YamlValue? value)
    {
        var secret = value?.Text();
        if (secret is { Length: 0 })
        {
            value!.Problem("is empty; expected a secret, which signs what is posted");
        }
        else if (secret is not null)
        {
            Secrets.Register(secret);
        }

        return secret;
    }
}
