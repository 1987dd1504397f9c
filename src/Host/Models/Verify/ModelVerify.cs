using System.Globalization;
using Glip.Conversion;
using Glip.Conversion.Reference;
using Glip.Core;
using Glip.Inference;

namespace Glip.Host;

/// <summary>
/// Checks a model on this machine: that its numbers are finite, and that padding, neighbours in a batch, and what lies outside of a
/// picture change nothing.
/// </summary>
internal sealed class ModelVerify : IDisposable
{
    private const int PaddedTokens = 5;
    private const byte Outside = 200;

    private readonly Tolerance _tolerance;
    private readonly PackageGraphs _graphs;
    private readonly Scene _first;
    private readonly Scene _second;
    private readonly ImageSize _canvas;

    /// <exception cref="GlipException">The package cannot be loaded.</exception>
    public ModelVerify(ModelPackage package)
    {
        GlipDetector.Open(package).Dispose(); // names and types
        _tolerance = Tolerance.Of(package.Manifest.Precision);
        _graphs = new PackageGraphs(package);
        (_first, _second) = VerifyScenes.Of(package);
        var multiple = package.Manifest.Image.Multiple;
        _canvas = new ImageSize(Up(_first.Picture.Size.Width), Up(_first.Picture.Size.Height));

        int Up(int length) => (length + multiple - 1) / multiple * multiple;
    }

    /// <summary>All checks that need nothing but the package.</summary>
    public IEnumerable<CheckResult> Run(CancellationToken cancellationToken)
    {
        using var alone = Look([_first], 0, cancellationToken);
        yield return Finite(alone);
        yield return InRange(PackageGraphs.Candidates(alone, 0));
        var expected = Seen.Of(alone, 0, _first);
        yield return Same("padded tokens", expected, Look([_first.Padded(PaddedTokens)], 0, cancellationToken), 0);
        yield return Same("outside of the picture", expected, Look([_first], Outside, cancellationToken), 0);
        yield return Same("first of a batch", expected, Look([_first, _second], 0, cancellationToken), 0);
        using var second = Look([_second], 0, cancellationToken);
        yield return Same("second of a batch", Seen.Of(second, 0, _second), Look([_first, _second], 0, cancellationToken), 1);
    }

    /// <summary>Compares with the checkpoint's own arithmetic, computed plainly from its weights.</summary>
    /// <exception cref="CheckpointException">The weights cannot be read.</exception>
    public CheckResult Compare(ICheckpoint weights, GlipArchitecture architecture, CancellationToken cancellationToken)
    {
        var mask = Enumerable.Repeat(1L, _first.InputIds.Length).ToArray();
        var features = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var reference = new GlipReference(weights, architecture).Run(
            _first.Picture, _first.InputIds, mask, _first.PhraseTokens, (name, values, _) => features[name.Replace("fpn_", "visual_", StringComparison.Ordinal)] = values);
        var expected = new Seen(features, [.. reference.Candidates.Select(candidate => new Found(candidate.Box, candidate.Score, candidate.Phrase))]);
        return Same("the checkpoint's arithmetic", expected, Look([_first], 0, cancellationToken), 0);
    }

    public void Dispose() => _graphs.Dispose();

    private TensorSet Look(IReadOnlyList<Scene> scenes, byte outside, CancellationToken cancellationToken) =>
        _graphs.Run(scenes, _canvas, outside, [.. scenes.Select(scene => scene.InputIds.Length - scene.InputIds.Reverse().TakeWhile(id => id == 0).Count())], cancellationToken);

    private static CheckResult Finite(TensorSet results)
    {
        string[] wrong = [.. results.Where(result => result.Key.StartsWith("text_", StringComparison.Ordinal) || result.Key.StartsWith("visual_", StringComparison.Ordinal) || result.Key is "boxes" or "scores")
            .Where(result => !AllFinite(result.Value.Elements<float>())).Select(result => result.Key)];
        return new("finite numbers", wrong.Length == 0, wrong.Length == 0 ? "in all features and results" : $"not in {string.Join(", ", wrong)}");
    }

    private CheckResult InRange(IReadOnlyList<Found> candidates)
    {
        var size = _first.Picture.Size;
        var wrong = candidates.Count(found => found.Score is not (> 0 and <= 1)
            || found.Phrase < 0 || found.Phrase >= _first.PhraseTokens.Count
            || found.Box[0] < 0 || found.Box[1] < 0 || found.Box[2] > size.Width || found.Box[3] > size.Height);
        return new("boxes, scores, phrases", wrong == 0, string.Create(CultureInfo.InvariantCulture, $"{candidates.Count} candidates, {wrong} out of range"));
    }

    private CheckResult Same(string name, Seen expected, TensorSet results, int item)
    {
        using (results)
        {
            var seen = Seen.Of(results, item, item == 0 ? _first : _second);
            var feature = expected.FarthestFeature(seen);
            var difference = Difference.Between(expected.Candidates, seen.Candidates, _tolerance.Reach);
            var passed = _tolerance.Allows(difference) && feature <= _tolerance.Feature;
            return new(name, passed, string.Create(CultureInfo.InvariantCulture, $"features within {feature:0.0e0}, {difference}{(passed ? "" : $"; expected {_tolerance}")}"));
        }
    }

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
