using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Glip.Evaluation;

/// <summary>Higher order tracking accuracy: means over all thresholds.</summary>
/// <param name="Alphas">Thresholds 0.05, 0.10 to 0.95.</param>
/// <remarks>Source: as <see cref="HotaAlpha"/>.</remarks>
public sealed record HotaScore([property: JsonPropertyOrder(1)] ImmutableArray<HotaAlpha> Alphas)
{
    /// <inheritdoc cref="HotaAlpha.HOTA"/>
    public double HOTA => Alphas.Average(alpha => alpha.HOTA);

    /// <inheritdoc cref="HotaAlpha.DetA"/>
    public double DetA => Alphas.Average(alpha => alpha.DetA);

    /// <inheritdoc cref="HotaAlpha.AssA"/>
    public double AssA => Alphas.Average(alpha => alpha.AssA);

    /// <inheritdoc cref="HotaAlpha.DetRe"/>
    public double DetRe => Alphas.Average(alpha => alpha.DetRe);

    /// <inheritdoc cref="HotaAlpha.DetPr"/>
    public double DetPr => Alphas.Average(alpha => alpha.DetPr);

    /// <inheritdoc cref="HotaAlpha.AssRe"/>
    public double AssRe => Alphas.Average(alpha => alpha.AssRe);

    /// <inheritdoc cref="HotaAlpha.AssPr"/>
    public double AssPr => Alphas.Average(alpha => alpha.AssPr);

    /// <inheritdoc cref="HotaAlpha.LocA"/>
    public double LocA => Alphas.Average(alpha => alpha.LocA);

    /// <summary>The score of both sequences together.</summary>
    public HotaScore With(HotaScore other) => new([.. Alphas.Zip(other.Alphas, (mine, theirs) => mine.With(theirs))]);
}
