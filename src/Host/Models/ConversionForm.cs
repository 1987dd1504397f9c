using System.CommandLine;
using Glip.Conversion;
using Glip.Core;

namespace Glip.Host;

/// <summary>Options that say what a package is to be like, for all commands that make one.</summary>
internal sealed class ConversionForm
{
    private const int FewestTokens = 8;

    private readonly Option<string?> _folder = new("--out") { Description = "The model package to make; models/NAME when left out", HelpName = "DIR" };
    private readonly Option<string> _precision = new("--precision")
    {
        Description = "Numbers to compute with: fp16 for graphics processors; int8 is faster on processors, and less exact",
        DefaultValueFactory = _ => "fp32",
    };

    private readonly Option<int?> _tokens = new("--max-text-tokens") { Description = "Longest caption in word pieces; longer prompts are split", HelpName = "N" };
    private readonly Option<bool> _portable = new("--portable") { Description = "Use operators of the ONNX standard only: for graphics processors and other runtimes" };

    public ConversionForm() => _precision.AcceptOnlyFromAmong("fp32", "fp16", "int8");

    public void AddTo(Command command)
    {
        command.Add(_folder);
        command.Add(_precision);
        command.Add(_tokens);
        command.Add(_portable);
    }

    /// <summary>The folder that was asked for, or the one of a name among the installed models.</summary>
    public string Folder(ParseResult parsed, string name) => parsed.GetValue(_folder) ?? Installation.Model(name);

    /// <exception cref="ConfigurationException">The options do not go together.</exception>
    public ConversionOptions Options(ParseResult parsed, string name, string source)
    {
        var precision = Enum.Parse<Precision>(parsed.GetValue(_precision)!, ignoreCase: true);
        if (precision == Precision.Int8 && parsed.GetValue(_portable))
        {
            throw new ConfigurationException("--precision int8 uses operators of ONNX Runtime; expected it without --portable");
        }

        return new ConversionOptions
        {
            Name = name,
            Source = source,
            Precision = precision,
            Operators = parsed.GetValue(_portable) ? OperatorSet.Portable : OperatorSet.Cpu,
            Vocabulary = Installation.Vocabulary,
        };
    }

    /// <summary>The sizes with the longest caption that was asked for.</summary>
    /// <exception cref="ConfigurationException">The model has no positions for so long a caption.</exception>
    public GlipArchitecture Limit(ParseResult parsed, GlipArchitecture architecture) => parsed.GetValue(_tokens) switch
    {
        null => architecture,
        { } tokens when tokens >= FewestTokens && tokens <= architecture.Bert.Positions => architecture with { MaxTextTokens = tokens },
        { } tokens => throw new ConfigurationException($"--max-text-tokens is {tokens}; expected {FewestTokens} to {architecture.Bert.Positions} for this model"),
    };
}
