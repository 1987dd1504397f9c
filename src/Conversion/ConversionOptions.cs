namespace Glip.Conversion;

/// <summary>What a checkpoint is converted to.</summary>
public sealed record ConversionOptions
{
    /// <summary>Name of the package; that of the recognised variant when null.</summary>
    public string? Name { get; init; }

    public Precision Precision { get; init; } = Precision.Fp32;

    /// <summary>Numbers of 16 bits always come in portable operators, because processors have no use for them.</summary>
    public OperatorSet Operators { get; init; } = OperatorSet.Cpu;

    /// <summary>Whether intermediate values are outputs, and the vision graph takes a normalised image.</summary>
    public bool Debug { get; init; }

    /// <summary>File with one word piece a line, for the package.</summary>
    public required string Vocabulary { get; init; }

    /// <summary>Licence of the weights, for the manifest.</summary>
    public string Licence { get; init; } = OfficialModels.Licence;

    /// <summary>Where the weights come from, for the manifest.</summary>
    public required string Source { get; init; }
}
