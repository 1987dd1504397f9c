namespace Glip.Conversion;

/// <summary>What a checkpoint holds beside the weights under <c>model</c>.</summary>
internal sealed record CheckpointContent
{
    /// <summary>Name of the file before it was renamed: the folder of all entries.</summary>
    public string Stem { get; init; } = "checkpoint";

    /// <summary>Whether <c>model_ema</c> holds a second set of weights; it gets half of each value, so that a mix-up shows.</summary>
    public bool HasAverage { get; init; }

    /// <summary>Whether <c>optimizer</c>, <c>scheduler</c> and <c>iteration</c> are there; the optimizer has two tensors for each weight.</summary>
    public bool HasOptimizer { get; init; }
}
