using System.CommandLine;

namespace Glip.Host;

/// <summary><c>glip schema</c>: the JSON Schema of configurations, by which editors complete and check them.</summary>
internal static class SchemaCommand
{
    private const string Resource = "glip.schema.json";

    public static Command Create()
    {
        var command = new Command("schema", "Print the JSON Schema of configurations, for editors. Example: glip schema > glip.schema.json");
        command.SetAction(_ => Console.Out.Write(Text()));
        return command;
    }

    public static string Text()
    {
        using var reader = new System.IO.StreamReader(typeof(SchemaCommand).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd();
    }
}
