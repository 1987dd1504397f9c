namespace Glip.Inference;

/// <summary>What a model does with phrases that it was not made for.</summary>
public enum UnknownPhrases
{
    /// <summary>Open vocabulary: any phrase may be asked for.</summary>
    Allow,

    /// <summary>Closed vocabulary: other phrases than those of <c>vocabulary.json</c> are refused.</summary>
    Reject,
}
